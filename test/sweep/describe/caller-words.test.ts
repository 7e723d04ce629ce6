import { expect, test } from 'vitest';
import { callerWords } from '../../../src/sweep/describe/caller-words.js';

const URL = { type: 'http', detail: 'function URL, open to everybody' };
const EVERYBODY = { type: 'other', detail: 'everybody' };
const QUEUE = { type: 'queue', detail: null };

test.each([
  // Callers within the account cannot be derived here, so the text never says "nobody".
  [[], 'no trigger seen'],
  [[URL], 'http: function URL, open to everybody'],
  [[QUEUE], 'queue'],
  [[URL, EVERYBODY, QUEUE, QUEUE], 'http: function URL, open to everybody, other: everybody and 2 more'],
])('%j', (triggers, words) => {
  expect(callerWords(triggers)).toBe(words);
});
