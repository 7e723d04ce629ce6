import { expect, test } from 'vitest';
import { readSource } from './source-imports.js';

const CASES: readonly [source: string, imports: string][] = [
  ["import 'a';", 'a'],
  ["import a from 'a';", 'a'],
  ["import a, { b as c } from 'a';", 'a'],
  ["import * as a from 'a';", 'a'],
  ["import type { A } from 'a';", 'type a'],
  ["import type from 'a';", 'a'],
  ["import { type A, b } from 'a';", 'a'],
  ["import {\n  a, // 'x'\n  b,\n} from 'a';", 'a'],
  ["export { a } from 'a';", 'a'],
  ["export * as a from 'a';", 'a'],
  ["export type { A } from 'a';", 'type a'],
  ["export { a }; const from = 'b';", ''],
  ["export type A = 'x' | 'y';", ''],
  ["export type A = { from: 'x' };", ''],
  ["const a = import('a');", 'late a'],
  ["type A = import('a').B;", 'late a'],
  ['const a = import(b);', 'late null'],
  ["const a = import('a' + b);", 'late null'],
  ['const a = `${await import(`b`)} ${`${import("c")}`}`;', 'late null, late c'],
  ["const a = x.import('b'); import.meta.url;", ''],
  ["const re = /'/; import 'a';", 'a'],
  ["const half = a / 2; import 'a'; const b = 3 / 4;", 'a'],
  ["// import 'a';\n/* import 'b'; */ const s = \"import 'c'\";", ''],
];

test.each(CASES)('%s', (source, imports) => {
  const seen = readSource('a.ts', source).imports.map(
    ({ specifier, typeOnly, dynamic }) =>
      `${typeOnly ? 'type ' : ''}${dynamic ? 'late ' : ''}${specifier ?? 'null'}`,
  );
  expect(seen.join(', ')).toBe(imports);
});

test.each(["import 'a", 'const a = `b'])('%s cannot be read and is refused', (source) => {
  expect(() => readSource('a.ts', source)).toThrow(/does not end/);
});
