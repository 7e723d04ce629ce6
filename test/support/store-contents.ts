import { openSql } from '../../src/store/open-sql.js';

const QUERIES = {
  artifacts: 'SELECT key, kind, size FROM artifact ORDER BY key',
  packages: 'SELECT artifact, ecosystem, name, version FROM artifact_package ORDER BY 1, 2, 3, 4',
  layers: 'SELECT arn, artifact FROM layer ORDER BY arn',
  functions:
    "SELECT arn, judged_hash, complete, reasons, accepted_gaps AS accepted, facts->'triggers' AS triggers, gone_run IS NULL AS here FROM function ORDER BY arn",
  versions:
    'SELECT v.function, v.version, v.reachable FROM version v JOIN function f ON f.arn = v.function WHERE v.last_run = f.last_run ORDER BY 1, 2',
  findings: 'SELECT fingerprint, function, severity, detail, fixed_run FROM finding ORDER BY fingerprint',
  gaps: `SELECT account, region, action, resource, status, reason, accepted IS NOT NULL AS accepted FROM gap WHERE run = (SELECT max(id) FROM run) ORDER BY 1, 2, 3, 4, 6`,
  holdings: 'SELECT function, version, mount FROM holding WHERE gone_at IS NULL ORDER BY 1, 2, 3',
  notices: 'SELECT sink, state, fingerprint FROM notice_finding ORDER BY 1, 2, 3',
  last: `SELECT status, totals->'functions' AS functions, totals->'counts'->'open' AS open FROM run ORDER BY id DESC LIMIT 1`,
} as const;

type Contents = Readonly<Record<keyof typeof QUERIES, readonly Readonly<Record<string, unknown>>[]>>;

/** Everything that sweeps leave in a store, except values that depend on the number of runs. */
export async function contentsOf(store: string): Promise<Contents> {
  const sql = await openSql(store);
  try {
    const tables: [string, readonly Readonly<Record<string, unknown>>[]][] = [];
    for (const [name, query] of Object.entries(QUERIES)) tables.push([name, await sql.query(query)]);
    return Object.fromEntries(tables) as Contents;
  } finally {
    await sql.close();
  }
}
