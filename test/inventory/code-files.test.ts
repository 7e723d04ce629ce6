import { expect, it } from 'vitest';
import { codeLanguageOf, isBinary } from '../../src/inventory/code-files.js';

it.each<[path: string, language: ReturnType<typeof codeLanguageOf>]>([
  ['index.js', 'javascript'],
  ['dist/handler.MJS', 'javascript'],
  ['src/page.tsx', 'javascript'],
  ['lib/binding.node', 'compiled'],
  ['app.wasm', 'compiled'],
  ['main.py', 'other'],
  ['index.d.ts', null],
  ['style.d.css.ts', null],
  ['data.json', null],
  ['js', null],
])('%s is of language %s', (path, language) => {
  expect(codeLanguageOf(path)).toBe(language);
});

it('is no text where there is a NUL near its start', () => {
  expect(isBinary(Buffer.from('exports.a = 1;'))).toBe(false);
  expect(isBinary(Buffer.from('exports\0a'))).toBe(true);
  expect(isBinary(Buffer.from(`${' '.repeat(4096)}\0`))).toBe(false);
});

it.each(['/*\0*/', "var a = '\0';", 'var a = `\0`;', '#!/usr/bin/node \0\n', '// \0\n'])(
  'is text where Node runs the script all the same: %j',
  (start) => {
    expect(isBinary(Buffer.from(`${start} require('child_process').exec('x');`))).toBe(false);
  },
);
