import type { Affected, AffectedRange, RangeEvent } from '../../model/index.js';

const SIGNS: readonly (readonly [keyof RangeEvent, string])[] = [
  ['introduced', '>='],
  ['fixed', '<'],
  ['lastAffected', '<='],
  ['limit', '<'],
];

function describeEvent(event: RangeEvent): string {
  return SIGNS.flatMap(([key, sign]) => (event[key] === undefined ? [] : [sign + event[key]])).join(' ');
}

function describeRange({ events, lastKnownAffected }: AffectedRange): string {
  const shown = events.filter(({ introduced }, at) => introduced !== '0' || events.length === 1 || at > 0);
  const hint = lastKnownAffected === undefined ? '' : ` (last known: ${lastKnownAffected})`;
  return shown.map(describeEvent).join(' ').replace(/^>=0$/, 'every version') + hint;
}

const MAX_LISTED_VERSIONS = 10;

/** Affected versions in words: `<4.17.21 || >=5.0.0 <5.0.2`, listed versions after the ranges. */
export function describeAffected({ ranges, versions }: Affected): string {
  const listed = versions.slice(0, MAX_LISTED_VERSIONS);
  const more = versions.length - listed.length;
  return [
    ...ranges.map(describeRange),
    ...(listed.length > 0 ? [listed.join(', ') + (more > 0 ? ` and ${more} more` : '')] : []),
  ].join(' || ');
}

/** Versions that end a range as fixed, each once. */
export function fixVersionsOf({ ranges }: Affected): readonly string[] {
  return [...new Set(ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? [])))];
}
