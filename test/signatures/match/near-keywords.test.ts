import { expect, it } from 'vitest';
import { areNear } from '../../../src/signatures/match/near-keywords.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';

function fileOf(text: string) {
  const bytes = Buffer.from(text);
  const entry = { path: 'a.js', size: bytes.length, executable: false };
  return scannedFile({ entry, path: 'a.js', bytes, keywords: new Set() });
}

const FAR = ' '.repeat(6_000);
const keywords = { keywords: ['eval('], second: ['atob'] };

it.each([
  ['eval(atob(x))', true, true],
  ['retrieval(atob(x))', true, false],
  ['retrieval(x); eval(atob(x))', true, true],
  ['retrieval(atob(x))', false, true],
  [`eval(x)${FAR}atob(y)`, true, false],
  ['x.eval(atob(x))', true, true],
  ['$eval(atob(x))', true, false],
])('%s, names %s: %s', (code, names, near) => {
  expect(areNear({ ...keywords, names }, fileOf(`${code}${FAR}`))).toBe(near);
});
