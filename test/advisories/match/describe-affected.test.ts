import { expect, test } from 'vitest';
import { describeAffected, fixVersionsOf } from '../../../src/advisories/match/describe-affected.js';
import type { AffectedRange, RangeEvent } from '../../../src/model/index.js';

function range(...events: readonly RangeEvent[]): AffectedRange {
  return { type: 'SEMVER', events };
}

test.each<[string, readonly AffectedRange[], readonly string[]]>([
  ['<1.0.0', [range({ introduced: '0' }, { fixed: '1.0.0' })], []],
  ['>=1.0.0 <=1.2.0', [range({ introduced: '1.0.0' }, { lastAffected: '1.2.0' })], []],
  ['every version', [range({ introduced: '0' })], []],
  [
    'every version (last known: < 2.0.0)',
    [{ ...range({ introduced: '0' }), lastKnownAffected: '< 2.0.0' }],
    [],
  ],
  ['>=3.0.0', [range({ introduced: '3.0.0' })], []],
  [
    '<1.0.0 >=2.0.0 <2.1.0',
    [range({ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' })],
    [],
  ],
  ['<1.0.0 || >=2.0.0', [range({ introduced: '0' }, { fixed: '1.0.0' }), range({ introduced: '2.0.0' })], []],
  ['1.0.0, 1.0.1', [], ['1.0.0', '1.0.1']],
  ['0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more', [], Array.from({ length: 12 }, (_, at) => String(at))],
  ['', [], []],
])('%s', (text, ranges, versions) => {
  expect(describeAffected({ ranges, versions })).toBe(text);
});

test('fix versions, each once', () => {
  const ranges = [
    range({ introduced: '0' }, { fixed: '1.0.0' }),
    range({ introduced: '0' }, { fixed: '1.0.0' }),
    range({ introduced: '2.0.0' }, { lastAffected: '2.1.0' }),
  ];
  expect(fixVersionsOf({ ranges, versions: [] })).toEqual(['1.0.0']);
});
