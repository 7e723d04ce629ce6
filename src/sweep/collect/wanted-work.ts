import { outdatedCode, wantedCode, wantedLayers, type Sql, type WantedRow } from '../../store/index.js';

export interface WantedOptions {
  /** See analystVersion. */
  readonly version: string;
  /** Artifacts at most that another version analysed and that are analysed again. */
  readonly reanalyse: number;
}

/** What a run fetches and analyses: all that is new, and some of what an earlier version of stowaway analysed. */
export async function wantedWork(
  sql: Sql,
  run: number,
  { version, reanalyse }: WantedOptions,
): Promise<readonly WantedRow[]> {
  const outdated = await outdatedCode(sql, { tool: version, run, limit: reanalyse });
  return [
    ...(await wantedCode(sql, run)),
    ...(await wantedLayers(sql, run)),
    ...outdated.map(({ size: _, ...row }) => row),
  ];
}
