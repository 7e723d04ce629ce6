import { expect, test } from 'vitest';
import { readSource } from '../support/source-imports.js';
import { shapeViolations } from './shape-rules.js';

test.each([
  [30, []],
  [31, ['src/model/finding holds 31 files, 30 are allowed']],
])('a folder of %i files', (count, violations) => {
  const paths = Array.from({ length: count }, (_, index) => `src/model/finding/a${index}.ts`);
  const files = ['src/model/index.ts', ...paths].map((path) => readSource(path, 'export {};'));
  expect(shapeViolations(files)).toEqual(violations);
});
