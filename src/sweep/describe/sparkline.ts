const BARS = '▁▂▃▄▅▆▇█';
const MAX_BARS = 40;

/** Numbers as a line of bars, the latest last; from nothing to the highest. */
export function sparkline(values: readonly number[]): string {
  const shown = values.slice(-MAX_BARS);
  const highest = Math.max(1, ...shown);
  return shown.map((value) => BARS[Math.round((value / highest) * (BARS.length - 1))]).join('');
}
