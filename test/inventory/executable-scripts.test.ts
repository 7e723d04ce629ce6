import { expect, it } from 'vitest';
import { describeScripts } from '../../src/inventory/executable-scripts.js';

const file = (path: string, size = 10) => ({ path, size, executable: true });

it('names the interpreters of scripts that only their first line shows, and no other file', () => {
  const interpreted = new Map([
    ['bin/a', 'perl'],
    ['bin/b', 'sh'],
  ]);
  const [problem, ...others] = describeScripts(
    [file('bin/a'), file('bin/b'), file('x.py')],
    interpreted,
    1000,
  );
  expect(problem).toEqual({
    code: 'unresolved',
    path: 'bin/a',
    message:
      'Holds executable scripts for perl, sh: programs and packages that they start were not followed (2 files, 20 bytes).',
    affectsCompleteness: true,
  });
  expect(others).toEqual([]);
  expect(describeScripts([file('x.py')], interpreted, 1000)).toEqual([]);
});

it.each([
  ['sh', 1000, false],
  ['python', 1000, false],
  ['ruby', 1000, true],
  ['sh', 10, true],
])('of an interpreter %s beside %d bytes of code: incomplete is %s', (name, codeBytes, expected) => {
  const [problem] = describeScripts([file('bootstrap')], new Map([['bootstrap', name]]), codeBytes);
  expect(problem?.affectsCompleteness).toBe(expected);
});
