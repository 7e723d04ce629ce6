import { expect, it } from 'vitest';
import type { JavaPackage } from '../../../src/extractors/maven/java-packages.js';
import { readRequirements } from '../../../src/extractors/maven/requirements.js';

function packageOf(name: string, requires: readonly string[], isHeld = true): JavaPackage {
  const dependencies = requires.map((each) => ({ name: each, isPassedOn: each !== 'g:test' }));
  const place = { path: '', isApplication: false };
  return { name, isHeld, place, pom: { dependencies, licenses: [] } } as unknown as JavaPackage;
}

it('follows poms, and knows what the application itself requires', () => {
  const found = readRequirements([
    packageOf('g:app', ['g:a', 'g:test', 'g:gone']),
    packageOf('g:a', ['g:b', 'g:a']),
    packageOf('g:b', []),
    packageOf('g:test', []),
  ]);
  expect(found.targets).toEqual([[1], [2], [], []]);
  expect(found.own).toBe(0);
  expect([0, 1, 2].map((index) => found.direct(index))).toEqual([null, true, false]);
});

it('does not guess between two applications', () => {
  const found = readRequirements([
    packageOf('g:x', ['g:a']),
    packageOf('g:y', ['g:a']),
    packageOf('g:a', []),
  ]);
  expect([found.own, found.direct(2)]).toEqual([null, null]);
});
