import { type Claim, DATA } from '../../evidence/index.js';
import type { RecognisedText } from '../recognised-text.js';

/** Claims tables of data in unexplained code: JSON in a bundle is no code, as it is none in its own file. Sorted, without overlaps. */
export function dataClaims({ tables, rest }: RecognisedText): Claim[] {
  const open = rest.flatMap(({ ranges }) => ranges).sort(([a], [b]) => a - b);
  const claims: Claim[] = [];
  let at = 0;
  for (const { start, end } of tables) {
    while ((open[at]?.[1] ?? Infinity) <= start) at += 1;
    for (let next = at; (open[next]?.[0] ?? Infinity) < end; next += 1) {
      const [from, to] = open[next] ?? [0, 0];
      claims.push({ start: Math.max(from, start), end: Math.min(to, end), owner: DATA });
    }
  }
  return claims;
}
