import type { AdvisoryData, Problem } from '../../model/index.js';
import { counted } from '../../reporters/index.js';
import type { SourceRow } from '../../store/index.js';

function knowsLess(known: SourceRow, now: AdvisoryData | undefined): boolean {
  return !now || (now.starter && !known.starter) || now.asOf < known.asOf;
}

/** Sources whose current data has less: it is gone, older, or the starter instead of a database. */
export function lesserSources(known: readonly SourceRow[], data: readonly AdvisoryData[]): SourceRow[] {
  return known.filter((row) =>
    knowsLess(
      row,
      data.find(({ ecosystem }) => ecosystem === row.ecosystem),
    ),
  );
}

/** The data to record as the best that findings were matched with. */
export function betterSources(known: readonly SourceRow[], data: readonly AdvisoryData[]): SourceRow[] {
  const lesser = new Set(lesserSources(known, data).map(({ ecosystem }) => ecosystem));
  return data
    .filter(({ ecosystem }) => !lesser.has(ecosystem))
    .map(({ ecosystem, starter, asOf }) => ({ ecosystem, starter, asOf }));
}

/** The note about data that has less. @param kept findings that are kept because of it. */
export function sourceProblems(lesser: readonly SourceRow[], kept: number): Problem[] {
  if (lesser.length === 0 || kept === 0) return [];
  const before = lesser.map(
    ({ ecosystem, starter, asOf }) =>
      `${ecosystem} (${starter ? 'the starter' : 'a database'} of ${asOf.slice(0, 10)})`,
  );
  const message =
    `Findings were matched with better advisory data before: ${before.join(', ')}. ` +
    `${counted(kept, 'finding')} that the data in use lacks ${kept === 1 ? 'is' : 'are'} kept as stale, not counted as fixed: run "stowaway db update" ("stowaway sweep prune --forget-data" if better data will not come).`;
  return [{ code: 'stale', path: '', message, affectsCompleteness: true, analysis: 'matching' }];
}
