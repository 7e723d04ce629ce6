import { isMalicious, type Finding } from './finding.js';
import { SEVERITIES } from './severity.js';

/**
 * Weights of a change by the findings that it clears, for `compareWeights`: malware, no major upgrade, then numbers of findings by
 * severity.
 */
export function changeWeights(cleared: readonly Finding[], major: boolean): number[] {
  return [
    cleared.filter(isMalicious).length,
    Number(!major),
    ...SEVERITIES.map((severity) => cleared.filter((finding) => finding.severity === severity).length),
  ];
}

/** Orders lists of numbers by the first number in which they differ, the larger one first. */
export function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, column) => value !== b[column]);
  return at === -1 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}
