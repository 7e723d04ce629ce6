import { expect, test } from 'vitest';
import { withoutCovered } from '../../../src/advisories/records/in-range.js';
import { pep440 } from '../../../src/versions/index.js';

const range = { type: 'ECOSYSTEM', events: [{ introduced: '1.0' }, { fixed: '2.0' }] } as const;

test('listed versions that a range covers are dropped, others stay', () => {
  const versions = ['1.0', '1.5.post1', '2.0rc1', '2.0', '0.9', '2004d'];
  expect(withoutCovered({ ranges: [range], versions }, pep440).versions).toEqual(['2.0', '0.9', '2004d']);
});

test.each([
  ['the order of versions is unknown', [range], null],
  ['a range ends by a hint', [{ ...range, lastKnownAffected: '< 2.0' }], pep440],
])('all stay where %s', (_what, ranges, ordering) => {
  expect(withoutCovered({ ranges, versions: ['1.5'] }, ordering).versions).toEqual(['1.5']);
});
