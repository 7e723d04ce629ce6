import { expect, test } from 'vitest';
import { byCost, costOf, type Cost } from '../../../src/remediation/proof/fix-costs.js';
import type { Edit } from '../../../src/remediation/npm/edited-manifest.js';
import { wantedChange } from '../../support/wanted-change.js';

const MANIFEST_PATH = ['dependencies', 'left'];

function edit(from: string, to: string, fields: { path?: readonly string[]; major?: boolean } = {}): Edit {
  const { path = MANIFEST_PATH, major = false } = fields;
  return {
    wanted: wantedChange('left', { from: [from], to, major }),
    path,
    before: from,
    after: to,
    file: null,
  };
}

test.each<[Edit, Cost]>([
  [edit('1.0.0', '1.0.1'), 'patch'],
  [edit('1.0.0', '1.4.0'), 'minor'],
  [edit('1.0.0', '2.0.0', { major: true }), 'major'],
  [edit('0.1.0', '0.2.0', { major: true }), 'major'],
  [edit('1.0.0', '1.0.1', { path: ['overrides', 'left@<1.0.1'] }), 'override'],
  [edit('1.0.0', '1.0.1', { path: ['pnpm', 'overrides', 'left'] }), 'override'],
])('%# costs %s', (one, cost) => {
  expect(costOf(one)).toBe(cost);
});

test('the cheapest change comes first', () => {
  const edits = [
    edit('1.0.0', '1.0.1', { path: ['overrides', 'left'] }),
    edit('1.0.0', '2.0.0', { major: true }),
    edit('1.0.0', '1.0.1'),
  ];
  expect(edits.sort(byCost).map(costOf)).toEqual(['patch', 'major', 'override']);
});
