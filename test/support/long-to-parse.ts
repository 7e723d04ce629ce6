/** A script whose parser gives no sign of progress for a tenth of a second and more. */
export function longToParse(): string {
  return `x = [${'1,'.repeat(1_000_000)}]`;
}
