import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPackageList } from '../../../src/extractors/index.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/lockfiles');

function specsIn(path: string, content: unknown): string[] {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return readPackageList(path, bytes).packages.map(({ name, version }) => `${name}@${version}`);
}

it.each([
  ['npm/version-3', 'package-lock.json'],
  ['pnpm/version-9', 'pnpm-lock.yaml'],
])('names the packages that a lockfile installs from registries: %s', (fixture, file) => {
  const text = readFileSync(join(FIXTURES, fixture, file), 'utf8');
  expect(specsIn(`anywhere/${file}`, text).sort()).toEqual(['@s/c@1.1.0', 'a@1.0.0', 'b@2.0.0', 'o@1.0.0']);
});

it('counts the places where a lockfile installs a version', () => {
  const packages = {
    '': { dependencies: { a: '1', b: '1', c: '1' } },
    'node_modules/a': { version: '2.0.0' },
    'node_modules/b': { version: '1.0.0', dependencies: { a: '1' } },
    'node_modules/b/node_modules/a': { version: '1.0.0' },
    'node_modules/c': { version: '1.0.0', dependencies: { a: '1' } },
    'node_modules/c/node_modules/a': { version: '1.0.0' },
  };
  const bytes = Buffer.from(JSON.stringify({ lockfileVersion: 3, packages }));
  const listed = readPackageList('package-lock.json', bytes).packages;
  expect(listed.map(({ name, version, places = 1 }) => [name, version, places])).toEqual([
    ['a', '2.0.0', 1],
    ['b', '1.0.0', 1],
    ['a', '1.0.0', 2],
    ['c', '1.0.0', 1],
  ]);
});

it('names the npm packages of a CycloneDX document, nested ones too, each once', () => {
  const components = [
    { purl: 'pkg:npm/%40s/c@1.1.0', components: [{ purl: 'pkg:npm/in@2.0.0?x=y' }] },
    { purl: 'pkg:npm/in@2.0.0' },
    { purl: 'pkg:pypi/no@1.0.0' },
    { purl: 'pkg:npm/unsure' },
    { name: 'no purl' },
  ];
  expect(specsIn('sbom.json', { bomFormat: 'CycloneDX', components })).toEqual([
    '@s/c@1.1.0',
    'in@2.0.0',
    'unsure@null',
  ]);
});

it('names the npm packages of an SPDX document', () => {
  const externalRefs = [
    { referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:x' },
    { referenceType: 'purl', referenceLocator: 'pkg:npm/a@1.0.0' },
  ];
  expect(specsIn('x.json', { spdxVersion: 'SPDX-2.3', packages: [{ externalRefs }] })).toEqual(['a@1.0.0']);
});

it.each([
  ['no JSON', 'x'],
  ['another document', '{"name":"a"}'],
  ['a list', '[]'],
])('reports that it is no such list: %s', (_case, text) => {
  const { packages, problems } = readPackageList('x.json', Buffer.from(text));
  expect(packages).toEqual([]);
  expect(problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true }]);
});

it('takes a document of any shape, and only names that a package may have', () => {
  const key = fc.constantFrom('bomFormat', 'components', 'packages', 'spdxVersion', 'purl', 'externalRefs');
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('CycloneDX', 'SPDX-2.3', 'pkg:npm/../x@1', 'pkg:npm/a@1.0.0', 'pkg:npm/%00@1', null, 3),
      fc.array(tie('any')),
      fc.dictionary(key, tie('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, (document) => {
      for (const spec of specsIn('x.json', JSON.stringify(document))) expect(spec).toBe('a@1.0.0');
    }),
  );
});
