import type { CodePlace } from '../../model/index.js';

/** Steps of a way that are kept: its first ones and its last ones. */
const KEPT_STEPS = 10;

/** Of pieces inside each other in one line only the last one is told; of many, the first and the last ones. */
export function toldStops<Stop extends CodePlace>(stops: readonly Stop[]): Stop[] {
  const kept = stops.filter((stop, at) => {
    const next = stops[at + 1];
    return !next || next.path !== stop.path || next.line !== stop.line;
  });
  if (kept.length <= KEPT_STEPS) return kept;
  return [...kept.slice(0, KEPT_STEPS / 2), ...kept.slice(-KEPT_STEPS / 2)];
}
