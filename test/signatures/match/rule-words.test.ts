import { expect, it } from 'vitest';
import { calledName, searchedFor, wantsNames } from '../../../src/signatures/match/rule-words.js';

const tree = { tree: { call: ['eval'] } };
const text = { text: 'x', atLeast: 1 };

it.each([
  [tree, true],
  [text, false],
  [{ all: [text, tree] }, true],
  [{ any: [text, tree] }, false],
  [{ any: [tree, tree] }, true],
])('%j: %s', (matcher, expected) => {
  expect(wantsNames(matcher)).toBe(expected);
});

it('a keyword with a bracket stands for a call where a rule is about calls', () => {
  expect(calledName('eval(')).toBe('eval');
  expect(calledName('headers')).toBe(null);
  expect(searchedFor({ match: tree }, 'eval(')).toBe('eval');
  expect(searchedFor({ match: text }, 'eval(')).toBe('eval(');
});
