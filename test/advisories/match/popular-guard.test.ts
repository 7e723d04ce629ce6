import { expect, it } from 'vitest';
import { matchPackages } from '../../../src/advisories/match/match.js';
import { storeOf } from '../../support/advisory-database.js';
import { packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';

const OPEN = [{ introduced: '0' }];

function verdictOn(name: string, version: string | null, record: Parameters<typeof recordOf>[0]) {
  const store = storeOf(recordOf({ id: 'MAL-2026-1', name, ...record }));
  const [found] = matchPackages([packageOf(name, version)], store);
  return found && [found.severity, found.certainty];
}

const DOUBTED = ['high', 'possible'];
const BAD = ['critical', 'certain'];

it('a malware record of every version of a popular package is a doubt, whatever else is not', () => {
  expect(verdictOn('lodash', '4.17.21', { events: OPEN })).toEqual(DOUBTED);
  expect(verdictOn('lodash', null, { events: OPEN })).toEqual(['unknown', 'possible']);
  expect(verdictOn('lodash', '4.17.21', { versions: ['4.17.21'] })).toEqual(BAD);
  expect(verdictOn('lodash', '1.0.0', { events: [...OPEN, { fixed: '2.0.0' }] })).toEqual(BAD);
  expect(verdictOn('name-that-few-know', '1.0.0', { events: OPEN })).toEqual(BAD);
});

it('an open range of a vulnerability is used as it stands', () => {
  expect(verdictOn('lodash', '4.17.21', { id: 'GHSA-1111-1111-1111', events: OPEN })?.[1]).toBe('certain');
});
