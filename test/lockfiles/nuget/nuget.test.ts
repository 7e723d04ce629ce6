import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLockfile } from '../../../src/lockfiles/index.js';
import { describeBrokenLockfiles } from '../broken-lockfiles.js';

// Written from NuGet's document of the format, not by NuGet.
const whole = readFileSync(
  new URL('../../../fixtures/lockfiles/nuget/v2/packages.lock.json', import.meta.url),
);

function read(text: string | Uint8Array) {
  return readLockfile({ path: 'packages.lock.json', bytes: Buffer.from(text) }, null);
}

it('reads the packages of all frameworks and systems with their edges, and no projects', () => {
  const { packages, rootEdges, problems } = read(whole);
  const rows = [...packages.values()].map(({ key, edges }) => [key, edges.map((edge) => edge.key)]);
  expect(rows).toEqual([
    ['example.a@1.0.0', ['example.c@1.1.0', 'example.c@1.2.0']],
    ['example.c@1.1.0', []],
    ['example.p@2.0.0', []],
    ['example.native@3.0.0-Beta.1', []],
    ['example.c@1.2.0', []],
  ]);
  expect(rootEdges?.map(({ key }) => key)).toEqual(['example.a@1.0.0', 'example.p@2.0.0', 'example.a@1.0.0']);
  expect(problems).toEqual([]);
});

it.each([
  [
    'a version that is none',
    '{"dependencies":{"x":{"A":{"type":"Direct","resolved":"../1"}}}}',
    [['a@', null]],
  ],
  [
    'what is no package',
    '{"dependencies":{"x":{"A":1,"__proto__":{"resolved":"1.0.0"}},"y":2}}',
    [['__proto__@1.0.0', '1.0.0']],
  ],
])('reads %s', (_, text, rows) => {
  expect([...read(text).packages.values()].map(({ key, version }) => [key, version])).toEqual(rows);
});

describeBrokenLockfiles({
  path: 'packages.lock.json',
  whole,
  broken: ['', '[]', '{}', '{"dependencies":[]}', '{"dependencies":'.repeat(50_000)],
});
