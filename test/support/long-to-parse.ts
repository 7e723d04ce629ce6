/** A script whose parser gives no sign of progress for some tenths of a second. */
export function longToParse(): string {
  return `x = [${'1,'.repeat(2_000_000)}]`;
}
