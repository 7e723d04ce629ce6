import { expect, it } from 'vitest';
import { benchModule } from './bench-module.js';

const { publishedTable } = await benchModule<{
  readonly publishedTable: (outcomes: readonly object[]) => string;
}>('published-table.mjs');

const row = (name: string, versionState: string, versions: string[]) => ({
  name,
  versionState,
  version: versionState === 'exact' ? versions[0] : null,
  candidates: versionState === 'set' ? versions : [],
});

it('compares named packages with the notice, and versions only where the notice has them', () => {
  const notice: [string, Set<string>][] = [
    ['right', new Set(['1.0.0'])],
    ['old', new Set(['1.0.0'])],
    ['ranged', new Set(['1.0.0'])],
    ['vague', new Set(['1.0.0'])],
    ['untold', new Set()],
    ['missed', new Set(['1.0.0'])],
  ];
  const rows = [
    row('right', 'exact', ['1.0.0']),
    row('old', 'exact', ['0.9.0']),
    row('ranged', 'set', ['0.9.0', '1.0.0']),
    row('vague', 'unknown', []),
    row('untold', 'exact', ['7.0.0']),
    row('stray', 'set', ['2.0.0', '2.1.0']),
  ];
  const [, , line] = publishedTable([
    { package: 'p@1.0.0', bytes: 1.2e6, noticed: new Map(notice), rows },
  ]).split('\n');
  expect(line?.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'p@1.0.0',
    '1.2',
    '6',
    '5',
    '1',
    '1',
    '1',
    'old@0.9.0',
    'stray@2.0.0',
    '',
  ]);
});
