const NUMBER = new Intl.NumberFormat('en-US');

/** 1,234 */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** `1 package`, `2,000 packages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** Decimal units: 160 kB, 4.1 MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 999_500) return `${Math.round(size / 1000)} kB`;
  if (size < 999_500_000) return `${(size / 1_000_000).toFixed(1)} MB`;
  return `${(size / 1_000_000_000).toFixed(1)} GB`;
}

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
