import {
  array,
  assert,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  property,
  record,
  shuffledSubarray,
  tuple,
  uniqueArray,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderingOf } from '../../../src/ecosystems/index.js';
import { sortEvents } from '../../../src/advisories/records/range-events.js';
import { verdictOn } from '../../../src/advisories/match/verdict.js';
import type { Affected, RangeEvent } from '../../../src/model/index.js';

const npm = orderingOf('npm');

function ofRange(events: readonly RangeEvent[], lastKnownAffected?: string): Affected {
  const hint = lastKnownAffected === undefined ? {} : { lastKnownAffected };
  return { ranges: [{ type: 'SEMVER', events: sortEvents(events, npm), ...hint }], versions: [] };
}

function verdict(version: string, affected: Affected, suspect = false): string {
  return verdictOn(version, { affected, suspect }, npm);
}

describe('a range', () => {
  const backported = [
    { introduced: '1.0.0' },
    { fixed: '1.2.3' },
    { introduced: '2.0.0-beta.1' },
    { lastAffected: '2.1.0' },
  ];
  it.each([
    ['0.9.9', 'unaffected'],
    ['1.0.0-rc.1', 'unaffected'],
    ['1.0.0', 'affected'],
    ['1.2.3-rc.1', 'affected'],
    ['1.2.3', 'unaffected'],
    ['2.0.0-alpha', 'unaffected'],
    ['2.0.0-beta.1', 'affected'],
    ['2.1.0', 'affected'],
    ['2.1.1-0', 'unaffected'],
    ['v1.1', 'affected'],
    ['latest', 'undecidable'],
  ])('of two stretches leaves %s %s', (version, expected) => {
    expect(verdict(version, ofRange(backported))).toBe(expected);
    expect(verdict(version, ofRange(backported.toReversed()))).toBe(expected);
  });

  it.each([
    ['0.0.0-0', [{ introduced: '0' }, { fixed: '1.0.0' }], 'affected'],
    ['1.0.0', [{ introduced: '0' }, { lastAffected: '1.0.0' }], 'affected'],
    ['1.0.0', [{ lastAffected: '1.0.0' }, { introduced: '1.0.0' }], 'affected'],
    ['1.0.1', [{ lastAffected: '1.0.0' }, { introduced: '1.0.0' }], 'unaffected'],
    ['1.0.0', [{ fixed: '1.0.0' }, { introduced: '1.0.0' }], 'affected'],
    ['1.5.0', [{ introduced: '1.0.0' }, { limit: '1.5.0' }], 'unaffected'],
    ['1.4.9', [{ introduced: '1.0.0' }, { limit: '1.5.0' }], 'affected'],
    ['9.0.0', [{ introduced: '1.0.0' }, { limit: '*' }], 'affected'],
    ['0.0.1', [{ fixed: '0.0.0-rc.1' }, { introduced: '0' }], 'unaffected'],
    ['1.0.0', [], 'undecidable'],
    ['1.0.0', [{ fixed: '2.0.0' }], 'undecidable'],
    ['1.0.0', [{ introduced: 'soon' }], 'undecidable'],
    ['1.0.0', [{ introduced: '0' }, { fixed: '?' }], 'undecidable'],
  ])('leaves %s with %j %s', (version, events, expected) => {
    expect(verdict(version, ofRange(events))).toBe(expected);
  });

  it.each([
    ['1.4.0', '<= 1.4.0', 'affected'],
    ['1.4.1', '<= 1.4.0', 'doubtful'],
    ['1.4.0', '< 1.4.0', 'doubtful'],
    ['1.4.1', 'something else', 'affected'],
  ])('without end leaves %s with the hint %s %s', (version, hint, expected) => {
    expect(verdict(version, ofRange([{ introduced: '0' }], hint))).toBe(expected);
  });
});

describe('listed versions', () => {
  const listed: Affected = { ...ofRange([{ introduced: '3.0.0' }]), versions: ['1.0.0', 'odd'] };
  it.each([
    ['1.0.0', 'affected'],
    ['v1.0.0', 'affected'],
    ['1.0.0+build', 'affected'],
    ['odd', 'affected'],
    ['1.0.1', 'unaffected'],
    ['3.1.0', 'affected'],
  ])('beside a range leave %s %s', (version, expected) => expect(verdict(version, listed)).toBe(expected));
});

describe('a suspect record', () => {
  const open: Affected = { ...ofRange([{ introduced: '0' }]), versions: ['6.2.5'] };
  it.each([
    ['6.2.5', 'affected'],
    ['6.2.6', 'doubtful'],
  ])('leaves %s %s', (version, expected) => expect(verdict(version, open, true)).toBe(expected));
});

describe('without an ordering', () => {
  it.each([
    ['1.0', 'affected'],
    ['1.1', 'undecidable'],
  ])('%s is %s', (version, expected) => {
    const affected: Affected = { ...ofRange([{ introduced: '0' }]), versions: ['1.0'] };
    expect(verdictOn(version, { affected, suspect: false }, null)).toBe(expected);
  });
});

describe('random ranges', () => {
  const version = tuple(
    integer({ min: 0, max: 3 }),
    integer({ min: 0, max: 2 }),
    constantFrom('', '-0', '-rc.1'),
  ).map(([major, minor, pre]) => `${major}.${minor}.0${pre}`);
  const stretch = record({ from: version, to: option(version), inclusive: constantFrom(true, false) });

  /** Every version of the universe in order; a stretch is a slice of it. */
  const universe = [0, 1, 2, 3].flatMap((major) =>
    [0, 1, 2].flatMap((minor) => ['-0', '-rc.1', ''].map((pre) => `${major}.${minor}.0${pre}`)),
  );

  it('are decided as slices of all versions', () => {
    assert(
      property(array(stretch, { minLength: 1, maxLength: 4 }), version, (stretches, asked) => {
        const sound = stretches.filter(
          ({ from, to }) => to === null || universe.indexOf(from) < universe.indexOf(to),
        );
        const affected: Affected = {
          versions: [],
          ranges: sound.flatMap(
            ({ from, to, inclusive }) =>
              ofRange([
                { introduced: from },
                ...(to === null ? [] : [inclusive ? { lastAffected: to } : { fixed: to }]),
              ]).ranges,
          ),
        };
        const expected = sound.some(({ from, to, inclusive }) => {
          const end = to === null ? universe.length : universe.indexOf(to) + Number(inclusive);
          return universe.slice(universe.indexOf(from), end).includes(asked);
        });
        expect(verdict(asked, affected)).toBe(expected ? 'affected' : 'unaffected');
      }),
    );
  });

  /** The schema's pseudocode. https://ossf.github.io/osv-schema/#evaluation */
  function isAffected(at: number, events: readonly RangeEvent[]): boolean {
    const limits = events.flatMap(({ limit }) => limit ?? []);
    const isWithin = limits.some((limit) => limit === '*' || at < universe.indexOf(limit));
    if (limits.length > 0 && !isWithin) return false;
    const placed = events.flatMap((event) => {
      const bound = event.introduced ?? event.fixed ?? event.lastAffected;
      return bound === undefined ? [] : [{ event, place: bound === '0' ? -1 : universe.indexOf(bound) }];
    });
    return placed
      .toSorted((a, b) => a.place - b.place)
      .reduce((affected, { event, place }) => {
        if (event.introduced !== undefined) return affected || at >= place;
        return affected && !(event.fixed === undefined ? at > place : at >= place);
      }, false);
  }

  it('are decided by the schema, in any order of their events', () => {
    const bound = tuple(constantFrom('introduced', 'fixed', 'lastAffected'), version);
    const limits = uniqueArray(oneof(constant('*'), version), { maxLength: 2 });
    const events = tuple(uniqueArray(bound, { selector: ([, at]) => at, maxLength: 6 }), limits)
      .map(([bounds, ends]): RangeEvent[] => [
        { introduced: '0' },
        ...bounds.map(([kind, at]) => ({ [kind]: at })),
        ...ends.map((limit) => ({ limit })),
      ])
      .chain((all) => shuffledSubarray(all, { minLength: all.length }));
    assert(
      property(events, version, (shuffled, asked) => {
        const expected = isAffected(universe.indexOf(asked), shuffled);
        expect(verdict(asked, ofRange(shuffled))).toBe(expected ? 'affected' : 'unaffected');
      }),
      { numRuns: 1000 },
    );
  });
});
