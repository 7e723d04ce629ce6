import { expect, it } from 'vitest';
import { releasesIn } from '../../src/published/releases.js';

const DIST = { tarball: 'https://packages.example.invalid/a.tgz', shasum: '00'.repeat(20) };

function listed(fields: object) {
  return releasesIn({ versions: { any: { version: '1.0.0', dist: DIST, ...fields } } });
}

it('takes all runtime requirements of a version, the stronger field last', () => {
  const [release] = listed({
    dependencies: { a: '1', b: '2' },
    peerDependencies: { b: '9', c: '3' },
    optionalDependencies: { d: '4' },
    devDependencies: { e: '5' },
  });
  expect(Object.fromEntries(release?.dependencies ?? [])).toEqual({ a: '1', b: '2', c: '3', d: '4' });
});

it('separates required from optional dependencies of a version, and knows whether it has commands', () => {
  const [release] = listed({
    dependencies: { a: '1', b: '2' },
    peerDependencies: { c: '3' },
    optionalDependencies: { b: '2' },
    bin: { tool: 'tool.js' },
  });
  expect(Object.fromEntries(release?.required ?? [])).toEqual({ a: '1' });
  expect([release?.hasCommands, listed({})[0]?.hasCommands]).toEqual([true, false]);
});

it.each<[what: string, fields: object, optional: string[]]>([
  ['nothing by itself', { dependencies: { a: '1' }, peerDependencies: { b: '2' } }, []],
  ['what installers may leave out', { dependencies: { a: '1' }, optionalDependencies: { a: '1' } }, ['a']],
  [
    'peers that are called so',
    {
      peerDependencies: { a: '1', b: '1' },
      peerDependenciesMeta: { a: { optional: true }, b: { optional: false }, c: 3 },
    },
    ['a'],
  ],
  [
    'no peer that is needed anyway',
    { dependencies: { a: '1' }, peerDependenciesMeta: { a: { optional: true } } },
    [],
  ],
  ['nothing of what makes no sense', { peerDependenciesMeta: 'a' }, []],
])('knows which dependencies are optional: %s', (_case, fields, optional) => {
  expect([...(listed(fields)[0]?.optional ?? [])]).toEqual(optional);
});

it('makes an integrity of an old SHA-1', () => {
  expect(listed({})[0]?.integrity).toBe('sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
});

it.each([
  ['no version', { version: 3 }],
  ['one that is no semantic version', { version: 'latest' }],
  ['no tarball', { dist: {} }],
])('leaves out what cannot be requested: %s', (_case, fields) => {
  expect(listed(fields)).toEqual([]);
});
