import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLockfile } from '../../../src/lockfiles/index.js';
import { describeBrokenLockfiles } from '../broken-lockfiles.js';

const whole = readFileSync(new URL('../../../fixtures/lockfiles/composer/v2/composer.lock', import.meta.url));

function read(text: string | Uint8Array) {
  return readLockfile({ path: 'composer.lock', bytes: Buffer.from(text) }, null);
}

it('reads packages with versions, origins and edges, none of development', () => {
  const { packages, rootEdges, problems } = read(whole);
  const rows = [...packages.values()].map(({ key, origin, edges }) => [
    key,
    origin,
    edges.map((edge) => edge.key),
  ]);
  expect(rows).toEqual([
    ['a/a@v1.0.0', 'unknown', ['c/c@1.1.0']],
    ['c/c@1.1.0', 'unknown', []],
    ['g/g@', 'private', []],
  ]);
  expect([rootEdges, problems]).toEqual([null, []]);
});

describeBrokenLockfiles({
  path: 'composer.lock',
  whole,
  broken: ['', '[]', '{}', '{"packages":{}}', '{"packages":'.repeat(50_000)],
});
