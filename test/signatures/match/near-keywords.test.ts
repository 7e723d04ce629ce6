import { expect, it } from 'vitest';
import { areNear, areUnread } from '../../../src/signatures/match/near-keywords.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';

function fileOf(text: string) {
  const bytes = Buffer.from(text);
  const entry = { path: 'a.js', size: bytes.length, executable: false };
  return scannedFile({ entry, path: 'a.js', bytes, keywords: new Set() });
}

const FAR = ' '.repeat(6_000);
const keywords = { keywords: ['eval'], second: ['atob'] };

it.each([
  ['eval(atob(x))', true, true],
  ['retrieval(atob(x))', true, false],
  ['retrieval(x); eval(atob(x))', true, true],
  ['retrieval(atob(x))', false, true],
  [`eval(x)${FAR}atob(y)`, true, false],
  ['x.eval(atob(x))', true, true],
  ['$eval(atob(x))', true, false],
  ['evaluate(atob(x))', true, false],
  ['eval(matobo(x))', true, false],
  ['eval /**/ (atob(x))', true, true],
  [String.raw`\u0065val(\u{61}tob(x))`, true, true],
  [String.raw`\u0065val(\u{61}tob(x))`, false, false],
])('%s, names %s: %s', (code, names, near) => {
  expect(areNear({ ...keywords, names }, fileOf(`${code}${FAR}`))).toBe(near);
});

it.each([
  ['prose', 'We do not eval text of atob.', false],
  ['typings', 'run(eval: string, atob: string): void', false],
  ['a call', 'eval(atob(x)) <div>', true],
  ['a call with blanks and comments', 'eval /* x */ (atob(x)) <div>', true],
  ['an optional call', 'eval?.(atob(x)) <div>', true],
  ['a call through brackets', '(0,eval)(atob(x)) <div>', true],
  ['a member', 'eval.call(null, atob(x)) <div>', true],
  ['a call with escapes', String.raw`\u0065val(atob(x)) <div>`, true],
])('in text that does not parse, %s may be a call: %s %s', (_, code, expected) => {
  const file = fileOf(`${code}${FAR}`);
  const cell = { start: 0, end: code.length };
  expect(areUnread({ ...keywords, names: true }, { ...file, unread: () => [cell] })).toBe(expected);
});
