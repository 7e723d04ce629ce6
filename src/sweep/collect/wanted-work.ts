import { outdatedCode, wantedCode, wantedLayers, type Sql, type WantedRow } from '../../store/index.js';

export interface WantedOptions {
  /** See analystVersion. */
  readonly version: string;
  /** Maximum number of artifacts of another analyser to analyse again. */
  readonly reanalyse: number;
}

/** The work of a run: new artifacts, and some that an earlier version of stowaway analysed. */
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
