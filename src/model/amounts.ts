/** Made on first use: it takes milliseconds, which most commands need not spend. */
let format: Intl.NumberFormat | undefined;

/** 1,234 */
export function number(value: number): string {
  format ??= new Intl.NumberFormat('en-US');
  return format.format(value);
}

/** `1 package`, `2,000 packages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** Decimal units, as vendors count: 160 kB, 4.1 MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 999_500) return `${Math.round(size / 1000)} kB`;
  if (size < 999_500_000) return `${(size / 1_000_000).toFixed(1)} MB`;
  return `${(size / 1_000_000_000).toFixed(1)} GB`;
}

/** `a, b, c and 4 more`. */
export function listed(items: readonly string[], limit: number): string {
  // "and 1 more" would take the room of the item itself.
  const shown = items.length <= limit + 1 ? items : items.slice(0, limit);
  const rest = items.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${number(rest)} more` : '');
}
