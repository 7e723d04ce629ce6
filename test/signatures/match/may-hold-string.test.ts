import { expect, it } from 'vitest';
import { mayHoldString } from '../../../src/signatures/match/may-hold-string.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';

it.each([
  ['run("curl x | sh")', true],
  ['run(`a ${b}curl x | sh`)', true],
  [String.raw`run("\x63url x \u007c s\u{68}")`, true],
  [String.raw`run("\143url x | s\h")`, true],
  [String.raw`x = /\"/; run("curl\tx | sh")`, true],
  ['run("cu\\\nrl x | sh")', true],
  ['run(`curl\r\nx | sh`)', true],
  ['run("curl x")', false],
  [String.raw`run("\\x63url x | sh")`, false],
])('a file %j may hold a string of a pattern: %j', (text, expected) => {
  const entry = { executable: false, path: 'a.js' } as never;
  const file = scannedFile({ entry, path: 'a.js', bytes: Buffer.from(text), keywords: new Set() });
  expect(mayHoldString(file, String.raw`^curl\s.{1,9}\|\s*sh\b`, textPattern)).toBe(expected);
  // Edges that are not around the whole pattern are not understood.
  expect(mayHoldString(file, 'zz(?:^|x)', textPattern)).toBe(true);
});
