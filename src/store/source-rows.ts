import type { Queries } from './sql.js';

/** Advisory data of an ecosystem that findings were matched with. */
export interface SourceRow {
  readonly ecosystem: string;
  readonly starter: boolean;
  /** ISO date-time. */
  readonly asOf: string;
}

/** The best data that findings were ever matched with. */
export async function knownSources(sql: Queries): Promise<SourceRow[]> {
  const rows = await sql.query(
    'SELECT ecosystem, starter, as_of AS "asOf" FROM advisory_source ORDER BY ecosystem',
  );
  return rows as unknown as SourceRow[];
}

export async function saveSources(sql: Queries, sources: readonly SourceRow[]): Promise<void> {
  await sql.query(
    `INSERT INTO advisory_source (ecosystem, starter, as_of)
     SELECT ecosystem, starter, "asOf" FROM jsonb_to_recordset($1::jsonb) AS x(ecosystem text, starter boolean, "asOf" text)
     ON CONFLICT (ecosystem) DO UPDATE SET starter = excluded.starter, as_of = excluded.as_of`,
    [JSON.stringify(sources)],
  );
}

/** Forgets the data of earlier findings: from the next run on, the current data decides what is fixed. */
export async function forgetSources(sql: Queries): Promise<number> {
  return (await sql.query('DELETE FROM advisory_source RETURNING ecosystem')).length;
}
