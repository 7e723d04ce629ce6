import { number, SEVERITIES, type Confidence, type Severity } from '../model/index.js';

export { bytes, counted, listed, number } from '../model/index.js';

const HOUR = 3_600_000;

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Age of `then` at `now`, both ISO date-times. If `then` is later than `now`, the result is its day. */
export function age(then: string, now: string): string {
  const hours = (Date.parse(now) - Date.parse(then)) / HOUR;
  if (Number.isNaN(hours)) return 'of unknown age';
  // A difference of up to a day comes from another machine's clock.
  if (hours < -24) return `of ${new Date(then).toISOString().slice(0, 10)}`;
  if (hours < 1) return 'less than 1 h old';
  return hours < 48 ? `${Math.floor(hours)} h old` : `${number(Math.floor(hours / 24))} days old`;
}

/** Wall time: 0.9 s, 75 s. */
export function seconds(millis: number): string {
  return `${(millis / 1000).toFixed(millis < 10_000 ? 1 : 0)} s`;
}

export function countBySeverity(found: Iterable<{ readonly severity: Severity }>): SeverityCounts {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const { severity } of found) counts[severity] += 1;
  return counts;
}

/** `1 critical, 2 high`, worst first, zeros left out. */
export function severityWords(counts: SeverityCounts): string[] {
  return SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    severity === 'unknown'
      ? `${number(counts.unknown)} of unknown severity`
      : `${number(counts[severity])} ${severity}`,
  );
}

/** Our words for formats that want a share of 1: an order, not a measurement. */
export const CONFIDENCE_SHARE: Readonly<Record<Confidence, number>> = { high: 0.9, medium: 0.6, low: 0.3 };
