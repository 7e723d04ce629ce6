import { expect, it } from 'vitest';
import { lockedVersions, withinLocked } from '../../../src/bundles/fingerprint/locked-versions.js';

const LOCKED = lockedVersions([
  { name: 'a', version: '1.1.0', isPublic: true },
  { name: 'a', version: '3.0.0', isPublic: true },
]);

function bracketOf(name: string, bracket: readonly string[]): readonly string[] | undefined {
  return withinLocked([{ name, segments: [], plausible: [], bracket }], LOCKED)[0]?.bracket;
}

it.each<[string, string, string[], string[]]>([
  ['leaves the locked version', 'a', ['1.0.0', '1.1.0', '1.2.0'], ['1.1.0']],
  ['leaves what the code says when that is not locked', 'a', ['2.0.0', '2.1.0'], ['2.0.0', '2.1.0']],
  ['leaves a package alone that is not locked', 'b', ['1.0.0', '1.1.0'], ['1.0.0', '1.1.0']],
])('%s', (...[, name, bracket, expected]) => {
  expect(bracketOf(name, bracket)).toEqual(expected);
});
