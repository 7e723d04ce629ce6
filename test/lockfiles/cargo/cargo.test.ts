import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { cargo } from '../../../src/lockfiles/cargo/index.js';
import { readLockfile } from '../../../src/lockfiles/index.js';
import { describeBrokenLockfiles } from '../broken-lockfiles.js';

const whole = readFileSync(new URL('../../../fixtures/lockfiles/cargo/v4/Cargo.lock', import.meta.url));

function read(text: string | Uint8Array) {
  return readLockfile({ path: 'Cargo.lock', bytes: Buffer.from(text) }, null);
}

beforeAll(() => cargo.prepare());

it('reads crates with versions, origins and edges; crates without a source are the own ones', () => {
  const { packages, rootEdges, problems } = read(whole);
  const rows = [...packages.values()].map(({ key, origin, edges }) => [
    key,
    origin,
    edges.map((edge) => edge.key),
  ]);
  expect(rows).toEqual([
    ['a@1.0.0', 'unknown', ['c@1.1.0']],
    ['c@1.1.0', 'unknown', []],
    ['c@2.0.0', 'private', []],
    ['g@3.0.0', 'private', []],
  ]);
  expect(rootEdges?.map(({ key }) => key)).toEqual(['a@1.0.0', 'c@2.0.0', 'g@3.0.0']);
  expect(problems).toEqual([]);
});

describeBrokenLockfiles({
  path: 'Cargo.lock',
  whole,
  broken: ['', 'package = 1', '{}', `x = ${'['.repeat(100_000)}`],
});
