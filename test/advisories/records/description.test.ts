import { expect, it } from 'vitest';
import { descriptionOf } from '../../../src/advisories/records/description.js';
import { readOsvRecord } from '../../../src/advisories/records/osv-record.js';
import { recordOf } from '../../support/osv-records.js';

const NAMES = { id: 'X-1', modified: '2026-01-01T00:00:00Z' };

it('a record without texts has no description', () => {
  expect(descriptionOf(NAMES)).toBeNull();
  expect(descriptionOf({ ...NAMES, summary: '  ', references: [], credits: [] })).toBeNull();
});

it('texts and lists that are too long are cut, without half a character', () => {
  const found = descriptionOf({
    ...NAMES,
    summary: `${'a'.repeat(499)}\u{1f600}`,
    details: 'b'.repeat(100_000),
    references: Array.from({ length: 1000 }, (_, at) => ({ url: `https://example.invalid/${at}` })),
    credits: [{ name: 'c'.repeat(10_000) }, { name: 'Ann' }, { name: 'Ann' }],
  });
  expect(found?.summary.isWellFormed()).toBe(true);
  expect(found?.details.length).toBe(6001);
  expect(found?.references.length).toBe(40);
  expect(found?.credits).toEqual(['Ann']);
});

it.each([[{ references: 'x' }], [{ credits: [{ name: 7 }] }], [{ references: [{}] }]])(
  'strange lists never make a record unreadable: %j',
  (fields) => {
    const record = recordOf({ versions: ['1.0.0'], ...fields });
    expect(readOsvRecord(record, 'npm')).toMatchObject({ id: 'GHSA-0000-0000-0000' });
  },
);

it('a withdrawn record is not described', () => {
  const record = recordOf({ versions: ['1.0.0'], summary: 'x', withdrawn: '2026-01-01T00:00:00Z' });
  expect(readOsvRecord(record, 'npm')).toMatchObject({ advisories: [], description: null });
});
