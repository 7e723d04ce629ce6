import { expect, it } from 'vitest';
import { releasesIn } from '../../src/registry/releases.js';

const DIST = { tarball: 'https://packages.example.invalid/a.tgz', shasum: '00'.repeat(20) };

function listed(fields: object) {
  return releasesIn({ versions: { any: { version: '1.0.0', dist: DIST, ...fields } } });
}

it('takes what a version needs in any way when it runs, the nearer word last', () => {
  const [release] = listed({
    dependencies: { a: '1', b: '2' },
    peerDependencies: { b: '9', c: '3' },
    optionalDependencies: { d: '4' },
    devDependencies: { e: '5' },
  });
  expect(Object.fromEntries(release?.dependencies ?? [])).toEqual({ a: '1', b: '2', c: '3', d: '4' });
});

it('tells what a version requires from what may be absent, and whether it has commands', () => {
  const [release] = listed({
    dependencies: { a: '1', b: '2' },
    peerDependencies: { c: '3' },
    optionalDependencies: { b: '2' },
    bin: { tool: 'tool.js' },
  });
  expect(Object.fromEntries(release?.required ?? [])).toEqual({ a: '1' });
  expect([release?.hasCommands, listed({})[0]?.hasCommands]).toEqual([true, false]);
});

it('makes an integrity of an old SHA-1', () => {
  expect(listed({})[0]?.integrity).toBe('sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
});

it.each([
  ['no version', { version: 3 }],
  ['one that is no semantic version', { version: 'latest' }],
  ['no tarball', { dist: {} }],
])('leaves out what cannot be asked for: %s', (_case, fields) => {
  expect(listed(fields)).toEqual([]);
});
