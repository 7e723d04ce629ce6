import { expect, test } from 'vitest';
import { readSource } from '../support/source-imports.js';
import { limitViolations } from './limit-rules.js';

test.each<[what: string, path: string, source: string, names: string]>([
  ['a limit as a constant', 'src/unpackers/zip/a.ts', 'const MAX_NAMES = 5;', 'MAX_NAMES'],
  [
    'a limit under another name',
    'src/detectors/a.ts',
    'const PLENTY = 4 * 1024; for (const x of xs) { if ((seen += 1) >= PLENTY) break; }',
    'PLENTY',
  ],
  ['a limit as a number', 'src/inventory/a.ts', 'if (bytes.length > 5_000) return null;', '5_000'],
  ['a cut as a number', 'src/syntax/a.ts', 'const head = text.slice(0, 5000);', '5000'],
  [
    'the least of a number and a length',
    'src/sources/a.ts',
    'const end = Math.min(text.length, 5000);',
    '5000',
  ],
])('%s is caught', (...[, path, source, name]) => {
  expect(limitViolations([readSource(path, source)])).toEqual([
    `${path}: ${name} bounds what is read: it belongs into src/files/limit-table.ts`,
  ]);
});

test.each<[what: string, path: string, source: string]>([
  [
    'what is shown of a list',
    'src/detectors/a.ts',
    'const MAX_SHOWN = 50; const shown = names.slice(0, MAX_SHOWN);',
  ],
  ['a limit of the table', 'src/detectors/a.ts', "if (bytes.length > limitOf('file')) return 1 << 20;"],
  ['a limit of a reporter', 'src/reporters/a.ts', 'const MAX_ROWS = 5000;'],
])('%s is allowed', (_, path, source) => {
  expect(limitViolations([readSource(path, source)])).toEqual([]);
});
