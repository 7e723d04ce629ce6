import { expect, test } from 'vitest';
import { isFresh } from '../../src/action/data-age.js';
import type { DatabasePart } from '../../src/advisories/index.js';

const NOW = new Date('2026-06-02T00:00:00Z');
const PART: DatabasePart = {
  name: 'npm',
  path: '/db/npm.advisories',
  source: '',
  asOf: '2026-06-01T18:00:00Z',
  count: 1,
  unreadable: 0,
  sha256: '',
  intact: null,
  error: null,
};

test.each<[what: string, parts: DatabasePart[], fresh: boolean]>([
  ['of this day', [PART], true],
  ['with an old catalogue beside', [PART, { ...PART, name: 'KEV', asOf: '2026-01-01T00:00:00Z' }], true],
  ['of yesterday', [{ ...PART, asOf: '2026-06-01T11:00:00Z' }], false],
  ['of a clock that is an hour ahead', [{ ...PART, asOf: '2026-06-02T01:00:00Z' }], true],
  ['of next year', [{ ...PART, asOf: '2027-06-02T00:00:00Z' }], false],
  ['of unknown age', [{ ...PART, asOf: '' }], false],
  ['that is damaged', [{ ...PART, error: 'damaged' }], false],
  ['that has no advisories', [{ ...PART, name: 'KEV' }], false],
  ['that is not there', [], false],
])('data %s', (...[, parts, fresh]) => {
  expect(isFresh(parts, NOW)).toBe(fresh);
});
