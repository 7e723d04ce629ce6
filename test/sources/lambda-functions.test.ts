import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountBareLayers } from '../../src/sources/bare-function.js';
import { unseenCode } from '../../src/sources/code-problems.js';
import { startDraft } from '../../src/sources/draft.js';
import { addLambdaFunctions } from '../../src/sources/lambda-functions.js';
import { cloudFormationFacts, type CodeLocation } from '../../src/templates/index.js';
import { emptyFolder, targetAt, write } from './stage-fixture.js';

test.each<[CodeLocation, string, boolean, string]>([
  [{ kind: 'image', uri: 'registry.example.invalid/a:1' }, 'missing', true, 'registry.example.invalid/a:1'],
  [{ kind: 'image', uri: null }, 'missing', true, 'a container image'],
  [{ kind: 'inline', text: null }, 'unsupported', true, 'the deployment composes it'],
  [{ kind: 's3', key: 'k.zip', assetPath: null }, 'missing', true, 'k.zip'],
  [{ kind: 'path', path: 'p' }, 'missing', true, 'p'],
  [{ kind: 'unknown' }, 'unresolved', true, 'where'],
])('%j was not seen', (...row) => {
  const [location, code, affectsCompleteness, words] = row;
  const { problem } = unseenCode(location, 'fn', 't.json');
  expect(problem).toMatchObject({ code, affectsCompleteness, path: 't.json' });
  expect(problem?.message).toContain(words);
});

const LAYERS = {
  Good: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: 'good' } },
  Lost: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: 'lost' } },
};

async function stackOf(Resources: object, hasTemplate = false) {
  const folder = emptyFolder();
  write(folder, { 'good/x': '', 'code/x': '', 't.json': '{}' });
  const target = targetAt(folder);
  const draft = startDraft(target);
  await addLambdaFunctions(draft, {
    target,
    ...(hasTemplate && { template: join(folder, 't.json') }),
    facts: await cloudFormationFacts({ Resources }, 't.json'),
    prefix: 'S/',
    declaredIn: ({ logicalId }) => ({ path: 't.json', line: logicalId.length }),
    placeOf: (keys) => ({ path: 't.json', line: keys.length }),
    async locateCode(code) {
      const path = code.kind === 'path' ? code.path : '';
      if (path !== 'good' && path !== 'code') return unseenCode(code, path, 't.json');
      return { hostPath: join(folder, path), kind: 'directory' };
    },
  });
  return { folder, ...draft.finish() };
}

test('layers are mounted in their order after the code; a lost one is a problem of the function', async () => {
  const Layers = [{ Ref: 'Lost' }, { Ref: 'Good' }];
  const { folder, functions, functionProblems, problems } = await stackOf({
    ...LAYERS,
    Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: 'code', Layers } },
  });
  expect(functions[0]?.mounts).toEqual([
    { artifact: join(folder, 'code'), path: '/var/task' },
    { artifact: join(folder, 'good'), path: '/opt' },
  ]);
  expect(functionProblems.get('S/Fn')?.map(({ code }) => code)).toEqual(['missing']);
  expect(problems).toEqual([]);
});

test('a layer that no function uses is an artifact, or a problem of the target', async () => {
  const { artifacts, problems } = await stackOf(LAYERS);
  expect(artifacts.map(({ path, kind }) => [path, kind])).toEqual([['good', 'layer']]);
  expect(problems.map(({ code }) => code)).toEqual(['missing']);
});

test('layers of the command line', async () => {
  const folder = emptyFolder();
  write(folder, { 'l/x': '' });
  const draft = startDraft(targetAt(folder));
  expect(await mountBareLayers(draft, { layers: [join(folder, 'l')] })).toEqual([
    { artifact: join(folder, 'l'), path: '/opt' },
  ]);
  expect(await mountBareLayers(draft, {})).toEqual([]);
});

const TEXTS = {
  Fn: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: 'a' } } },
  Py: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Code: { ZipFile: 'b' } } },
  Canary: { Type: 'AWS::Synthetics::Canary', Properties: { Code: { Script: 'c' } } },
  Viewer: { Type: 'AWS::CloudFront::Function', Properties: { FunctionCode: 'd' } },
};

test('code that is text in a template is an artifact of its own', async () => {
  const { functions, artifacts, problems } = await stackOf(TEXTS, true);
  expect(
    artifacts.map(({ key, inline }) => [key.replace(/.*#/, ''), inline?.fileName, inline?.text]),
  ).toEqual([
    ['Canary', 'index.js', 'c'],
    ['Viewer', 'index.js', 'd'],
    ['Fn', 'index.js', 'a'],
    ['Py', 'index.py', 'b'],
  ]);
  expect(functions.flatMap(({ mounts }) => mounts.map(({ path }) => path))).toEqual([
    '/var/task',
    '/var/task',
  ]);
  expect(problems).toEqual([]);
});

test.each([
  ['a canary in S3', { Type: 'AWS::Synthetics::Canary', Properties: { Code: { S3Key: 'k' } } }, 'missing'],
  [
    'a resolver in S3',
    { Type: 'AWS::AppSync::Resolver', Properties: { CodeS3Location: 's3://b/k' } },
    'missing',
  ],
  [
    'a function of CloudFront without text',
    { Type: 'AWS::CloudFront::Function', Properties: {} },
    'unsupported',
  ],
])('code of %s is a problem that counts', async (_what, resource, code) => {
  const { artifacts, problems } = await stackOf({ R: resource }, true);
  expect(artifacts).toEqual([]);
  expect(problems).toMatchObject([{ code, affectsCompleteness: true }]);
});
