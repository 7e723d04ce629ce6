export { bytes, counted, number } from '../../src/model/amounts.js';

/** A share of a whole, never rounded up to all of it nor down to nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  if (part === whole) return '100 %';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}

/** `2026-03-02 12:00 UTC` of an ISO date-time; what is none is shown as it is. */
export function moment(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

export function day(iso: string): string {
  return iso.slice(0, 10);
}

/** Days between two ISO date-times; null when one is none. */
export function daysBetween(then: string, now: string): number | null {
  const days = (Date.parse(now) - Date.parse(then)) / 86_400_000;
  return Number.isFinite(days) ? Math.max(0, Math.floor(days)) : null;
}
