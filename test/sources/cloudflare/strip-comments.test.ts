import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripComments } from '../../../src/sources/cloudflare/strip-comments.js';

test.each([
  ['// a\n{"b": 1}', { b: 1 }],
  ['{"a": /* x */ 1, /* , } */}', { a: 1 }],
  ['{"url": "https://x.example.invalid/*y*/", }', { url: 'https://x.example.invalid/*y*/' }],
  [String.raw`{"quote": "\"// no comment", "c": [1, 2, ],}`, { quote: '"// no comment', c: [1, 2] }],
  ['{"a": 1} // end', { a: 1 }],
  ['{"a": 1} /* open', { a: 1 }],
])('%s', (text, value) => {
  expect(JSON.parse(stripComments(text))).toEqual(value);
});

test('JSON without comments stays unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(stripComments(JSON.stringify(value, null, 2)))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
