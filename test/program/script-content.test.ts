import { describe, expect, it } from 'vitest';
import { contentKind, mayBeScript } from '../../src/program/script-content.js';
import { DATA_FILES } from '../support/data-files.js';
import { DISGUISED } from '../support/disguised-scripts.js';

function isScript(content: string | Uint8Array): boolean {
  const bytes = Buffer.from(content);
  return mayBeScript(bytes) && contentKind(bytes) === 'script';
}

describe('scripts under other names', () => {
  it('are recognised by their content: none of 50 is missed', () => {
    expect(DISGUISED).toHaveLength(50);
    expect(DISGUISED.filter(([, , content]) => !isScript(content))).toEqual([]);
  });

  it('are not confused with data: of 100 files those 8 count that are programs, too', () => {
    expect(DATA_FILES).toHaveLength(100);
    const taken = DATA_FILES.filter(([, , content]) => isScript(content)).map(([kind]) => kind);
    // Run by Node, `1,require("x")` in a table and `run: eval(x)` in YAML are real calls.
    expect(taken).toEqual([...Array(4).fill('csv'), ...Array(4).fill('yaml')]);
  });
});

it.each([
  ['exports.handler = async () => 1;', 'script'],
  ['process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"', 'script'],
  ['[]["filter"]["constructor"]("x")()', 'script'],
  ['tag`x`', 'script'],
  ['export {};', 'script'],
  ['process,module,exports', 'data'],
  ['{"a": "require(1)"}', 'data'],
  ['\uFEFF["eval(1)"]', 'data'],
  ['', 'data'],
  ['hello', 'data'],
  ['no script (at all)', 'unknown'],
  ['# a heading (with a call)', 'data'],
  ['import defer * as x from "y"; eval(x)', 'unknown'],
])('%s is %s', (text, kind) => {
  expect(contentKind(Buffer.from(text))).toBe(kind);
});

it('looks at the start of data only', () => {
  const large = Buffer.from(`{"a": ["${'x'.repeat(100_000)}"]}`);
  // Whatever else of the bytes is read is not here.
  const start = { subarray: (from: number, to: number) => large.subarray(from, Math.min(to, 10_000)) };
  expect(mayBeScript(start as unknown as Uint8Array)).toBe(false);
});

it('treats a file that its start does not decide as a candidate', () => {
  expect(mayBeScript(Buffer.from(`/*${' '.repeat(9000)}`))).toBe(true);
  expect(mayBeScript(Buffer.from('# a heading'), { isNamed: true })).toBe(true);
  expect(mayBeScript(Buffer.from('\0asm'), { isNamed: true })).toBe(false);
});

it('decides by the head of data that is all of it', () => {
  const told = (text: string, size = text.length): boolean => mayBeScript(Buffer.from(text), { size });
  expect(['[1, 2]', '-1', 'a = 1;', '["require(x)"]'].map((text) => told(text))).toEqual(
    Array(4).fill(false),
  );
  expect(['[1, 2]', '["require(x)"]'].map((text) => told(text, 10_000))).toEqual([true, true]);
  expect(['a();', '[1], require("x")'].map((text) => told(text))).toEqual([true, true]);
});

it.each([
  ['the start of a Java class', [0xca, 0xfe, 0xba, 0xbe], false],
  ['a lone first byte of a character', [0xc3], false],
  ['a letter with an accent', [0xc3, 0xa9], true],
  ['a byte order mark', [0xef, 0xbb, 0xbf], true],
])('%s can begin a script: %s', (_, start, expected) => {
  expect(
    mayBeScript(Buffer.concat([Buffer.from(start), Buffer.from(' = require("x")')]), { isNamed: true }),
  ).toBe(expected);
});
