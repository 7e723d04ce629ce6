import { expect, test } from 'vitest';
import { nearestWord, withSuggestion } from '../../src/cli/did-you-mean.js';

const FORMATS = ['text', 'json', 'jsonl', 'markdown', 'html', 'sarif', 'cyclonedx'];

test.each([
  ['htlm', 'html'],
  ['jsn', 'json'],
  ['SARIF', 'sarif'],
  ['cyclondx', 'cyclonedx'],
  ['markdwon', 'markdown'],
  ['yaml', null],
  ['x', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('%s means %s', (word, meant) => {
  expect(nearestWord(word, FORMATS)).toBe(meant);
});

const PROGRAM = {
  commands: [{ name: () => 'sweep', commands: [{ name: () => 'report' }, { name: () => 'status' }] }],
};

test.each([
  ["error: option '--format' argument 'htlm' is invalid. Allowed choices are text, html.\n", 'html'],
  ["error: option '--output' argument 'htm=x.html' is invalid. Formats: text, html.\n", 'html'],
  ["error: too many arguments for 'sweep'. Expected 0 arguments but got 1.\n", 'report'],
])('%s', (text, meant) => {
  expect(withSuggestion(text, PROGRAM, ['sweep', 'reprot'])).toBe(`${text}(Did you mean ${meant}?)\n`);
});

test.each([
  "error: option '--format' argument 'qqqqqq' is invalid. Allowed choices are text, html.\n",
  "error: unknown option '--formt'\n(Did you mean --format?)\n",
  "error: too many arguments for 'db'. Expected 0 arguments but got 1.\n",
])('%s stays as it is', (text) => {
  expect(withSuggestion(text, PROGRAM, ['db', 'x'])).toBe(text);
});
