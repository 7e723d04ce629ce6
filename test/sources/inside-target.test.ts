import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { acquire, type Acquisition } from '../../src/sources/index.js';
import { emptyFolder, write, zipOf } from './stage-fixture.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/sources/', import.meta.url));

/** Fixtures, and the path in each that a user names as the target. */
const TARGETS = [
  ['azure/function-json', '.'],
  ['cdk/intake', 'cdk.out'],
  ['cloudflare/worker', 'dist'],
  ['gcf/locked', '.'],
  ['netlify/site', '.netlify/functions'],
  ['sam/intake', '.aws-sam/build'],
  ['serverless/intake', '.serverless'],
  ['vercel/site', '.vercel/output'],
] as const;

/** Every file and folder of a target: each may be a link that leads out of it. */
const PLACES = TARGETS.flatMap(([fixture, target]) =>
  readdirSync(join(FIXTURES, fixture, target), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => [fixture, target, path] as const),
);

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function textsOf({ functions, artifacts }: Acquisition): Set<string> {
  return new Set(textsIn([functions, artifacts]));
}

function problemsOf({ problems, functionProblems }: Acquisition) {
  return [...problems, ...[...functionProblems.values()].flat()];
}

test.each(PLACES)('%s, target %s: where %s is a link out of it, nothing is read there', async (...place) => {
  const [fixture, target, path] = place;
  const outer = emptyFolder();
  const project = join(outer, 'project');
  cpSync(join(FIXTURES, fixture), project, { recursive: true });
  const at = join(project, target, path);
  const whole = await acquire([target], {}, project);
  renameSync(at, join(outer, 'elsewhere'));
  // Facts that follow from the name alone are known without reading the file.
  if (lstatSync(join(outer, 'elsewhere')).isDirectory()) mkdirSync(at);
  else writeFileSync(at, '');
  const without = await acquire([target], {}, project);
  rmSync(at, { recursive: true });
  symlinkSync(join(outer, 'elsewhere'), at);
  const linked = await acquire([target], {}, project);

  const here = textsOf(without);
  const onlyThere = [...textsOf(whole)].filter((text) => !here.has(text));
  const read = textsOf(linked);
  expect(onlyThere.filter((text) => read.has(text))).toEqual([]);
  // A link inside the target is a problem of its analysis.
  const isAnalysed = linked.artifacts.some(({ hostPath }) => at.startsWith(`${hostPath}/`));
  const isSaid = problemsOf(linked).some(({ affectsCompleteness }) => affectsCompleteness);
  expect(onlyThere.length === 0 || isAnalysed || isSaid).toBe(true);
});

const TEMPLATE = JSON.stringify({
  Resources: { OutsideFn: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'outside.handler' } } },
});
const MANIFEST = JSON.stringify({
  artifacts: {
    OutsideStack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'outside.json' } },
  },
});

function cdkWith(type: string, properties: object) {
  return {
    'out/cdk.out': '{}',
    'out/manifest.json': JSON.stringify({ artifacts: { Own: { type, properties } } }),
  };
}

function samWith(type: string, properties: object) {
  return {
    'out/template.json': JSON.stringify({ Resources: { Own: { Type: type, Properties: properties } } }),
  };
}

/** The paths in configuration, by the target that holds it. */
const WAYS: readonly (readonly [string, (way: string) => Readonly<Record<string, string>>])[] = [
  ['the template of a stack', (way) => cdkWith('aws:cloudformation:stack', { templateFile: way })],
  ['the manifest of assets', (way) => cdkWith('cdk:asset-manifest', { file: way })],
  ['a nested assembly', (way) => cdkWith('cdk:cloud-assembly', { directoryName: way })],
  ['the code of a function', (way) => samWith('AWS::Serverless::Function', { CodeUri: way })],
  ['a nested application', (way) => samWith('AWS::Serverless::Application', { Location: way })],
  [
    'a file of the file path map',
    (way) => ({
      'out/config.json': '{ "version": 3 }',
      'out/functions/own.func/.vc-config.json': JSON.stringify({ filePathMap: { 'x.js': way } }),
    }),
  ],
  [
    'a function of a list',
    (way) => ({
      'out/manifest.json': JSON.stringify({ version: 1, functions: [{ name: 'own', path: way }] }),
    }),
  ],
];

const OUTSIDE = [
  '../../elsewhere',
  '{absolute}',
  'link',
  'folder/elsewhere',
  'https://example.invalid/x.json',
];

test.each(WAYS.flatMap(([what, files]) => OUTSIDE.map((way) => [what, way, files] as const)))(
  '%s at %s is not read',
  async (_, way, files) => {
    const outer = emptyFolder();
    mkdirSync(join(outer, 'elsewhere'));
    for (const name of ['template.json', 'outside.json'])
      writeFileSync(join(outer, 'elsewhere', name), TEMPLATE);
    writeFileSync(join(outer, 'elsewhere/manifest.json'), MANIFEST);
    // The same name is the folder, or the template in it: both kinds exist.
    for (const name of ['', '/template.json', '/outside.json']) {
      const project = join(outer, 'a', 'project');
      rmSync(join(outer, 'a'), { recursive: true, force: true });
      const there = `../../../elsewhere${name}`;
      write(
        project,
        files(
          way.startsWith('../') ? there : `${way.replace('{absolute}', join(outer, 'elsewhere'))}${name}`,
        ),
      );
      symlinkSync(join(outer, 'elsewhere'), join(project, 'out/link'));
      symlinkSync(outer, join(project, 'out/folder'));
      const acquired = await acquire(['out'], {}, project);
      expect([...textsOf(acquired)].filter((text) => /outside/i.test(text))).toEqual([]);
      expect(
        acquired.artifacts.filter(({ key }) => dirname(key).startsWith(join(outer, 'elsewhere'))),
      ).toEqual([]);
      expect(problemsOf(acquired).some(({ affectsCompleteness }) => affectsCompleteness)).toBe(true);
    }
  },
);

test('a template that the user names may be a link; a template out of the target is reported with the option to give', async () => {
  const outer = emptyFolder();
  write(outer, { 'elsewhere/template.json': TEMPLATE });
  symlinkSync('elsewhere/template.json', join(outer, 'linked.json'));
  const named = await acquire(['linked.json'], {}, outer);
  expect(named.functions.map(({ name }) => name)).toEqual(['OutsideFn']);

  write(outer, { 'target/a.zip': '' });
  symlinkSync('../elsewhere/template.json', join(outer, 'target/template.json'));
  const { functions, problems } = await acquire(['target'], {}, outer);
  expect(functions.map(({ name }) => name)).toEqual(['a']);
  expect(problems.map(({ code, path, message }) => [code, path, message])).toEqual([
    [
      'unsafe-path',
      'target/template.json',
      'target/template.json leads out of the target and was not read. If it is yours, scan the folder that holds both.',
    ],
  ]);
});

test.each(['.serverless', '.aws-sam/build', '.vercel/output', '.netlify/functions', 'cdk.out', 'dist'])(
  'a folder %s that is a link out of the project is a problem, not an output',
  async (name) => {
    const outer = emptyFolder();
    write(outer, {
      'elsewhere/template.json': TEMPLATE,
      'elsewhere/outside.zip': zipOf({ 'index.js': '' }),
      'project/own.zip': zipOf({ 'index.js': '' }),
    });
    mkdirSync(dirname(join(outer, 'project', name)), { recursive: true });
    symlinkSync(join(outer, 'elsewhere'), join(outer, 'project', name));
    const acquired = await acquire(['.'], {}, join(outer, 'project'));
    expect([...textsOf(acquired)].filter((text) => /outside/i.test(text))).toEqual([]);
    expect(acquired.problems).toContainEqual(
      expect.objectContaining({ code: 'unsafe-path', path: name, affectsCompleteness: true }),
    );
  },
);
