import diff from 'semver/functions/diff.js';
import { FIELDS } from '../npm/manifest-fields.js';
import type { Edit } from '../npm/edited-manifest.js';

/** What a change asks of the application, the cheapest first. */
export const COSTS = ['lockfile', 'patch', 'minor', 'major', 'override'] as const;
export type Cost = (typeof COSTS)[number];

/** An override costs most: it forces a combination of versions that nobody tested. */
export function costOf({ path, wanted: { from, to, major } }: Edit): Cost {
  if (!FIELDS.some((field) => field === path[0])) return 'override';
  const current = from.at(-1);
  if (major || current === undefined || to === null) return 'major';
  const step = diff(current, to);
  return step === 'patch' || step === null ? 'patch' : 'minor';
}

export function byCost(one: Edit, other: Edit): number {
  return COSTS.indexOf(costOf(one)) - COSTS.indexOf(costOf(other));
}
