import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLockfile } from '../../../src/lockfiles/index.js';
import { describeBrokenLockfiles } from '../broken-lockfiles.js';

const whole = readFileSync(new URL('../../../fixtures/lockfiles/bundler/v2/Gemfile.lock', import.meta.url));

function read(text: string | Uint8Array) {
  return readLockfile({ path: 'Gemfile.lock', bytes: Buffer.from(text) }, null);
}

it('reads gems with versions, origins and edges; a platform is no part of a version', () => {
  const { packages, rootEdges, problems } = read(whole);
  const rows = [...packages.values()].map(({ key, origin, edges }) => [
    key,
    origin,
    edges.map((edge) => edge.key),
  ]);
  expect(rows).toEqual([
    ['g@3.0.0', 'private', []],
    ['mine@0.1.0', 'private', ['a@1.0.0']],
    ['a@1.0.0', 'unknown', ['c@1.1.0', 'o@1.0.0']],
    ['c@1.1.0', 'unknown', []],
    ['o@1.0.0', 'unknown', ['c@1.1.0']],
  ]);
  expect(rootEdges?.map(({ key }) => key)).toEqual(['a@1.0.0', 'g@3.0.0', 'mine@0.1.0']);
  expect(problems).toEqual([]);
});

describeBrokenLockfiles({
  path: 'Gemfile.lock',
  whole,
  broken: ['', '{}', 'GEM\n  specs:\n    a (1.0)\n', `<<<<<<< ours\n${whole.toString()}`],
});

it('takes hostile names as they are', () => {
  const { packages } = read(
    'GEM\n  specs:\n    __proto__ (1.0)\n      __proto__\n    a (1\u0007)\n\nDEPENDENCIES\n',
  );
  expect([...packages.keys()]).toEqual(['__proto__@1.0', 'a@1\u0007']);
});

it('follows no more edges than the limit', () => {
  const entries = Array.from({ length: 700 }, (_, index) => `    a (${index})\n      a\n`);
  const { problems } = read(`GEM\n  specs:\n${entries.join('')}\nDEPENDENCIES\n`);
  expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
});
