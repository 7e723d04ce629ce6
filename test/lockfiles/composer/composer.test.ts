import { readFileSync } from 'node:fs';
import { assert, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readLockfile } from '../../../src/lockfiles/index.js';

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

it.each(['', '[]', '{}', '{"packages":{}}', '{"packages":'.repeat(50_000)])(
  'makes a problem of a broken lockfile (%#)',
  (text) => {
    const { packages, problems } = read(text);
    expect(packages.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  },
);

it('never throws for a cut or changed lockfile', () => {
  assert(
    property(nat(whole.length), nat(whole.length), nat(255), (length, at, byte) => {
      const changed = Buffer.from(whole.subarray(0, length));
      if (at < length) changed[at] = byte;
      expect(() => read(changed)).not.toThrow();
    }),
  );
});
