import { expect, test } from 'vitest';
import { matchTree } from '../../../src/signatures/match/match-tree.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';

const NOTHING = { executable: false, path: 'a.js' };

/** Lines of the calls of `run` that have the wanted text in an argument. */
function linesOf(text: string, argument: { call?: readonly string[]; string?: string; member?: string }) {
  const entry = { ...NOTHING } as never;
  const file = scannedFile({ entry, path: 'a.js', bytes: Buffer.from(text), keywords: new Set() });
  const hits = matchTree(file, { call: ['run'], argument }, { pattern: textPattern, every: false });
  return hits.map(({ line }) => line ?? 0).toSorted((a, b) => a - b);
}

test.each([
  ['in an argument', 'run(a);\nrun(b + decode(c));', [2]],
  ['set to a name before', 'var a = 1, b = decode(c);\nrun(a);\nrun(b);', [3]],
  ['not two names away', 'var a = decode(c), b = a;\nrun(b);', []],
  ['not in what the name is set to where it stands itself', 'var a = [run(a), decode(c)];', []],
  ['in an inner call, which is in the outer one', 'run(\nrun(decode(c)), d);', [1, 2]],
  ['in an outer call and not in the inner one', 'run(\nrun(d), decode(c));', [1]],
  ['nowhere beside the call', 'decode(c); run(a); decode(c)', []],
  ['in what is called and not in an argument', 'run.call(a, decode(c)); (decode(c), run)(a)', []],
])('a call %s', (_, text, lines) => {
  expect(linesOf(text, { call: ['decode'] })).toEqual(lines);
});

test('a string, also a piece of a template', () => {
  expect(linesOf('run("curl x");\nrun(`curl ${x}`);\nrun("x");', { string: '^curl ' })).toEqual([1, 2]);
});

test('a member of what is called by its dotted name, with the key written either way', () => {
  const member = '\\.headers\\.[^.]+$';
  expect(
    linesOf('run(e.headers["x-a"]);\nrun(`a ${req.headers.b}`);\nrun(e.headers);\nrun(headers.x);', {
      member,
    }),
  ).toEqual([1, 2]);
});
