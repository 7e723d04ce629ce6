import { isMalicious, type Finding } from './finding.js';
import { SEVERITIES } from './severity.js';

function countsOf(findings: readonly Finding[]): number[] {
  return SEVERITIES.map((severity) => findings.filter((finding) => finding.severity === severity).length);
}

/**
 * Weights of a change by the findings that it clears, for `compareWeights`: malware, any finding whose code is in the program, no
 * major upgrade, then numbers of findings by severity, those whose code is not in the program last.
 */
export function changeWeights(cleared: readonly Finding[], major: boolean): number[] {
  const present = cleared.filter(({ notLinked }) => notLinked === undefined);
  return [
    cleared.filter(isMalicious).length,
    Number(present.length > 0),
    Number(!major),
    ...countsOf(present),
    ...countsOf(cleared),
  ];
}

/** Orders lists of numbers by the first number in which they differ, the larger one first. */
export function compareWeights(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, column) => value !== b[column]);
  return at === -1 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}
