import { expect, it } from 'vitest';
import type { FunctionReport, Problem } from '../../src/model/index.js';
import { isReplaced, replacedIn, withoutReplaced } from '../../src/policy/replaced-packages.js';
import { artifactOf, findingOf, packageOf } from '../support/model-builders.js';

const PROBLEM: Problem = {
  code: 'unresolved',
  path: 'requirements.txt',
  message: 'Declares packages.',
  affectsCompleteness: true,
  packages: ['a', 'b'],
};

function fnOf(...gone: readonly string[]): FunctionReport {
  const packages = ['a', 'b', 'c'].map((id) => ({
    artifact: 'code',
    id,
    shadowedBy: gone.includes(id) ? `layer#${id}` : null,
  }));
  return { packages, mounts: [{ artifact: 'code', path: '/var/task' }] } as unknown as FunctionReport;
}

it.each([
  ['all replaced', PROBLEM, ['a', 'b'], true],
  ['one is not', PROBLEM, ['a'], false],
  ['about no packages', { ...PROBLEM, packages: [] }, ['a', 'b'], false],
])('a problem: %s', (...[, problem, gone, expected]) =>
  expect(isReplaced(problem, replacedIn(fnOf(...gone)).get('code') ?? new Set())).toBe(expected),
);

const DEPLOYED = { codeSha256: 'AAAA' };

it.each<[what: string, functions: FunctionReport[], artifact: object, counts: boolean]>([
  ['no function mounts it', [], DEPLOYED, true],
  ['every function has others in their place', [fnOf('a', 'b'), fnOf('a', 'b', 'c')], DEPLOYED, false],
  ['one function does not', [fnOf('a', 'b'), fnOf('a')], DEPLOYED, true],
  ['a build may add them', [fnOf('a', 'b')], {}, true],
  ['an image has no build after it', [fnOf('a', 'b')], { kind: 'image' }, false],
])('a problem and a finding about what is not there count: %s', (...[, functions, own, counts]) => {
  const packages = [
    packageOf('a', '1', { id: 'a', presence: 'declared' }),
    packageOf('b', '1', { id: 'b', presence: 'declared' }),
    packageOf('c', '1', { id: 'c', presence: 'installed' }),
  ];
  const findings = ['b', 'c'].map((id) => findingOf({ id, package: id }));
  const artifacts = [artifactOf('code', { problems: [PROBLEM], packages, findings, ...own })];
  const [settled] = withoutReplaced({ artifacts, functions });
  expect(settled?.problems.map(({ affectsCompleteness }) => affectsCompleteness)).toEqual([counts]);
  expect(settled?.findings.map(({ id }) => id)).toEqual(counts ? ['b', 'c'] : ['c']);
});
