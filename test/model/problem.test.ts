import { expect, it } from 'vitest';
import { distinctProblems, type Problem } from '../../src/model/index.js';

it('a problem met twice is one', () => {
  const problem: Problem = { code: 'malformed', path: 'a', message: 'm', affectsCompleteness: true };
  expect(distinctProblems([problem, { ...problem }, { ...problem, path: 'b' }])).toHaveLength(2);
});
