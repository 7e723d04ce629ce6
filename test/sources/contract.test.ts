import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acquire, SOURCES, type Source } from '../../src/sources/index.js';
import { violationsOf, PLANTED } from './contract.js';
import { emptyFolder, stage, targetAt, write, zipOf } from './stage-fixture.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/sources/', import.meta.url));

/** Where each source's output lies in its fixtures. */
const PLACES: readonly (readonly [string, string])[] = [
  ['sam/intake', '.aws-sam/build'],
  ['cdk/intake', 'cdk.out'],
  ['serverless/intake', '.serverless'],
  ['terraform/plan', 'infra/plan.json'],
  ['terraform/plan', 'infra/root.json'],
  ['terraform/state', 'state.json'],
  ['vercel/site', '.vercel/output'],
  ['netlify/site', '.netlify/functions'],
  ['cloudflare/worker', 'dist'],
  ['cloudflare/toml', 'dist'],
  ['azure/function-json', '.'],
  ['azure/registered-in-code', '.'],
  ['gcf/locked', '.'],
  ['local/folders', '.'],
  ['local/single', 'bundle.mjs'],
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe.each(PLACES)('%s %s', (name, path) => {
  test('is taken by its own source, as is', async () => {
    const folder = stage(name);
    const target = targetAt(folder, path);
    const takers: string[] = [];
    for (const source of SOURCES) if (await source.recognises(target)) takers.push(source.id);
    expect(takers[0]).toBe(name.split('/')[0]);
  });

  test('holds the contract, and so does every file of it cut off or turned into garbage', async () => {
    const folder = stage(name);
    const found = violationsOf(await acquire([path], {}, folder));
    for (const file of filesBelow(join(FIXTURES, name)).slice(0, 16)) {
      const content = readFileSync(join(folder, file));
      for (const broken of [content.subarray(0, content.length / 2), Buffer.from([0xff, 0, 0x7b, 0xfe])]) {
        write(folder, { [file]: broken });
        found.push(...violationsOf(await acquire([path], {}, folder)));
      }
      write(folder, { [file]: content });
    }
    expect(found).toEqual([]);
  });
});

test('the fixtures have values to find', () => {
  const values = PLACES.filter(([name]) =>
    filesBelow(join(FIXTURES, name)).some((file) =>
      PLANTED.test(readFileSync(join(FIXTURES, name, file), 'utf8')),
    ),
  );
  expect(values.length).toBeGreaterThan(6);
});

test.each(SOURCES.map((source): [string, Source] => [source.id, source]))(
  '%s: empty and garbage folders and files are no error',
  async (_, source) => {
    const folder = emptyFolder();
    const garbage = Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 1]);
    const names = [
      'manifest.json',
      'template.yaml',
      'serverless-state.json',
      'config.json',
      'host.json',
      'README.md',
    ];
    write(folder, {
      'garbage/functions/x.func/.vc-config.json': garbage,
      'empty/.keep': '',
      'garbage.zip': garbage,
      'garbage.json': garbage,
      'empty.txt': '',
      ...Object.fromEntries(names.map((name) => [`garbage/${name}`, garbage])),
    });
    for (const path of ['.', 'garbage', 'garbage.zip', 'garbage.json', 'empty', 'empty.txt']) {
      const target = targetAt(folder, path);
      await source.recognises(target);
      expect(violationsOf(await source.acquire(target, {}))).toEqual([]);
    }
  },
);

/** Where a source reads JSON: any value there is survived. */
const CONFIGURATIONS: readonly (readonly [string, string])[] = [
  ['cdk/intake', 'cdk.out/manifest.json'],
  ['cdk/intake', 'cdk.out/Intake.template.json'],
  ['serverless/intake', '.serverless/serverless-state.json'],
  ['terraform/state', 'state.json'],
  ['vercel/site', '.vercel/output/functions/page.func/.vc-config.json'],
  ['netlify/site', '.netlify/functions/manifest.json'],
  ['azure/function-json', 'Screen/function.json'],
];

/** One value somewhere in a JSON text replaced by another. */
function mutated(json: string, at: number, value: unknown): string {
  const places: (() => void)[] = [];
  const root = { value: JSON.parse(json) as unknown };
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(holder)) {
      places.push(() => {
        holder[key] = value;
      });
      if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(root);
  places[at % places.length]?.();
  return JSON.stringify(root.value);
}

test.each(CONFIGURATIONS)('%s: any value anywhere in %s is survived', async (name, file) => {
  const folder = stage(name);
  const original = readFileSync(join(folder, file), 'utf8');
  const [, path = '.'] = PLACES.find(([place, at]) => place === name && statSync(join(folder, at))) ?? [];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('__proto__', '../../../../etc', '/etc/passwd', ' ', '\0'),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), value, async (at, replacement) => {
      write(folder, { [file]: mutated(original, at, replacement) });
      const acquisition = await acquire([path], {}, folder);
      expect(violationsOf(acquisition)).toEqual([]);
      expect(acquisition.artifacts.filter(({ key }) => !key.startsWith(folder))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test.each(CONFIGURATIONS)('%s: %s nested deeply or of many keys ends soon', async (name, file) => {
  const folder = stage(name);
  const [, path = '.'] = PLACES.find(([place, at]) => place === name && statSync(join(folder, at))) ?? [];
  const original = readFileSync(join(folder, file), 'utf8').trim();
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, {}])));
  for (const value of [deep, wide]) {
    // Every object of the file gets the value as one more member, under names that are read.
    const names = ['Resources', 'functions', 'values', 'provider', 'Properties', 'artifacts', 'bindings'];
    for (const key of names) {
      write(folder, { [file]: original.replace(/^\{/, `{ "${key}": ${value},`) });
      expect(violationsOf(await acquire([path], {}, folder))).toEqual([]);
    }
    write(folder, { [file]: value });
    expect(violationsOf(await acquire([path], {}, folder))).toEqual([]);
  }
});

test('names like __proto__ are names', async () => {
  const folder = emptyFolder();
  const template = `{"Resources": {"__proto__": {"Type": "AWS::Lambda::Function", "Properties": {"Code": "x.zip",
    "Layers": [{"Ref": "constructor"}], "Environment": {"Variables": {"__proto__": "planted", "toString": "planted"}}}}}}`;
  write(folder, { 'template.json': template, 'x.zip': zipOf({ 'a.js': '' }) });
  const acquisition = await acquire(['.'], {}, folder);
  expect(violationsOf(acquisition)).toEqual([]);
  expect(acquisition.functions).toMatchObject([
    { name: '__proto__', environment: ['__proto__', 'toString'] },
  ]);
});
