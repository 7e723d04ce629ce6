import { ScanError } from '../model/index.js';
import type { Queries, Sql } from './sql.js';

/** Each runs once, in order, and is never changed after a release: a new one is added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE run (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    status text NOT NULL CHECK (status IN ('running', 'complete', 'incomplete', 'abandoned')),
    totals jsonb
  );
  CREATE TABLE region_run (
    run integer NOT NULL REFERENCES run ON DELETE CASCADE,
    account text NOT NULL,
    region text NOT NULL,
    listed boolean NOT NULL,
    PRIMARY KEY (run, account, region)
  );
  CREATE TABLE gap (
    run integer NOT NULL REFERENCES run ON DELETE CASCADE,
    account text NOT NULL,
    region text,
    action text NOT NULL,
    resource text,
    status text NOT NULL,
    reason text NOT NULL,
    affects_completeness boolean NOT NULL
  );
  CREATE INDEX gap_run ON gap (run);
  CREATE TABLE artifact (
    key text PRIMARY KEY,
    kind text NOT NULL,
    size double precision NOT NULL,
    analysed_at timestamptz NOT NULL,
    tool text NOT NULL,
    analysis bytea NOT NULL,
    matches bytea,
    matches_hash text
  );
  CREATE TABLE artifact_package (
    artifact text NOT NULL REFERENCES artifact ON DELETE CASCADE,
    ecosystem text NOT NULL,
    name text NOT NULL,
    version text NOT NULL,
    PRIMARY KEY (artifact, ecosystem, name, version)
  );
  CREATE INDEX artifact_package_name ON artifact_package (ecosystem, name);
  CREATE TABLE package_name (
    ecosystem text NOT NULL,
    name text NOT NULL,
    advisories text NOT NULL,
    PRIMARY KEY (ecosystem, name)
  );
  CREATE TABLE layer (
    arn text PRIMARY KEY,
    artifact text NOT NULL REFERENCES artifact ON DELETE CASCADE
  );
  CREATE TABLE role (
    arn text PRIMARY KEY,
    facts jsonb NOT NULL
  );
  CREATE TABLE function (
    arn text PRIMARY KEY,
    account text NOT NULL,
    region text NOT NULL,
    name text NOT NULL,
    facts jsonb NOT NULL,
    first_run integer NOT NULL,
    last_run integer NOT NULL,
    gone_run integer,
    judged_hash text,
    complete boolean NOT NULL DEFAULT false,
    reasons jsonb NOT NULL DEFAULT '[]'
  );
  CREATE INDEX function_place ON function (account, region);
  CREATE TABLE version (
    function text NOT NULL REFERENCES function ON DELETE CASCADE,
    version text NOT NULL,
    reachable boolean NOT NULL,
    code text NOT NULL,
    layers jsonb NOT NULL,
    facts jsonb NOT NULL,
    first_run integer NOT NULL,
    last_run integer NOT NULL,
    PRIMARY KEY (function, version)
  );
  CREATE INDEX version_code ON version (code);
  CREATE TABLE finding (
    fingerprint text PRIMARY KEY,
    function text NOT NULL REFERENCES function ON DELETE CASCADE,
    kind text NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    fails boolean NOT NULL,
    set_aside boolean NOT NULL,
    detail jsonb NOT NULL,
    first_run integer NOT NULL,
    last_run integer NOT NULL,
    fixed_run integer
  );
  CREATE INDEX finding_function ON finding (function);
  `,
  // Packages: how sure their version is and how they are there; null where an earlier version of stowaway analysed them.
  // Holdings: the artifacts that each version of a function mounted, with times. Findings: why their presence is uncertain.
  // Notices: findings sent to each sink, written before they are sent.
  `
  ALTER TABLE artifact_package ADD COLUMN state text, ADD COLUMN presence text;
  CREATE INDEX layer_artifact ON layer (artifact);
  CREATE TABLE holding (
    function text NOT NULL REFERENCES function ON DELETE CASCADE,
    version text NOT NULL,
    mount text NOT NULL,
    first_seen timestamptz NOT NULL,
    gone_at timestamptz
  );
  CREATE UNIQUE INDEX holding_open ON holding (function, version, mount) WHERE gone_at IS NULL;
  CREATE INDEX holding_mount ON holding (mount);
  INSERT INTO holding (function, version, mount, first_seen)
    SELECT DISTINCT v.function, v.version, m.mount, coalesce(r.started_at, now())
    FROM version v JOIN function f ON f.arn = v.function LEFT JOIN run r ON r.id = v.first_run
      CROSS JOIN LATERAL (SELECT v.code AS mount UNION SELECT jsonb_array_elements_text(v.layers)) AS m
    WHERE f.gone_run IS NULL AND v.last_run = f.last_run;
  ALTER TABLE finding ADD COLUMN unsure text;
  CREATE TABLE advisory_source (
    ecosystem text PRIMARY KEY,
    starter boolean NOT NULL,
    as_of text NOT NULL
  );
  CREATE TABLE notice (
    id text PRIMARY KEY,
    sink text NOT NULL,
    run integer NOT NULL,
    made_at timestamptz NOT NULL,
    sent_at timestamptz,
    problem text
  );
  CREATE TABLE notice_finding (
    sink text NOT NULL,
    state text NOT NULL,
    fingerprint text NOT NULL,
    since integer NOT NULL,
    notice text NOT NULL REFERENCES notice ON DELETE CASCADE,
    PRIMARY KEY (sink, state, fingerprint, since)
  );
  CREATE INDEX notice_finding_notice ON notice_finding (notice);
  `,
  // Runs that workers share (their plan as it was written: its hash counts); gaps that two of them report, or one after a lost connection, are one.
  `
  ALTER TABLE run ADD COLUMN enqueued_at timestamptz;
  ALTER TABLE run ADD COLUMN plan json;
  DELETE FROM gap USING gap AS other WHERE gap.ctid > other.ctid AND gap.run = other.run AND gap.account = other.account
    AND gap.region IS NOT DISTINCT FROM other.region AND gap.action = other.action
    AND gap.resource IS NOT DISTINCT FROM other.resource AND gap.reason = other.reason;
  CREATE UNIQUE INDEX gap_once
    ON gap (run, account, coalesce(region, ''), action, coalesce(resource, ''), md5(reason));
  `,
  // Time of the last failed attempt to analyse an artifact again.
  `
  ALTER TABLE artifact ADD COLUMN tried_at timestamptz;
  `,
  // Gaps that rules accept. Findings: identities of the gaps that the function had when the finding was seen last.
  // Functions: the last finished run, before the last one, that saw the function.
  `
  ALTER TABLE function ADD COLUMN accepted_gaps jsonb NOT NULL DEFAULT '[]', ADD COLUMN seen_before integer;
  ALTER TABLE finding ADD COLUMN gaps jsonb NOT NULL DEFAULT '[]';
  ALTER TABLE gap ADD COLUMN accepted jsonb;
  UPDATE function SET seen_before = (SELECT max(id) FROM run WHERE status IN ('complete', 'incomplete') AND id < function.last_run)
    WHERE first_run < last_run;
  `,
  // What the code and the settings of a version need of AWS, as JSON. NULL: not judged since this column exists; JSON null: its code was not analysed.
  `
  ALTER TABLE version ADD COLUMN permissions jsonb;
  `,
];

/** Any number, the same for every process that migrates. */
const MIGRATION_LOCK = 771_001;

const SCHEMA_VERSION = 'SELECT max(version) AS version FROM stowaway_schema';

async function versionIn(sql: Queries): Promise<number> {
  const [row] = await sql.query(SCHEMA_VERSION);
  return (row?.['version'] as number | null) ?? 0;
}

function writtenLater(version: number): ScanError {
  return new ScanError('data', `The store was written by a later version of stowaway (schema ${version}).`, {
    hint: 'Update stowaway, or use another store.',
  });
}

/**
 * Checks that the tables are those of this version, and changes nothing.
 * @throws ScanError `data` for a store that another version of stowaway wrote.
 */
export async function requireCurrent(sql: Sql): Promise<void> {
  const version = await versionIn(sql);
  if (version > MIGRATIONS.length) throw writtenLater(version);
  if (version === MIGRATIONS.length) return;
  const message = `The store was written by an earlier version of stowaway (schema ${version}), and commands that read change nothing.`;
  throw new ScanError('data', message, {
    hint: 'Run "stowaway sweep" or "stowaway sweep prune": they bring it up to date.',
  });
}

/**
 * Migrates the tables to this version.
 * @throws ScanError `data` for a store that a later version of stowaway wrote.
 */
export async function migrate(sql: Sql, migrations = MIGRATIONS): Promise<void> {
  await sql.transaction(async (inside) => {
    await inside.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await inside.query('CREATE TABLE IF NOT EXISTS stowaway_schema (version integer NOT NULL)');
    const done = await versionIn(inside);
    if (done > migrations.length) throw writtenLater(done);
    for (const [index, migration] of migrations.entries()) {
      if (index < done) continue;
      for (const statement of migration.split(';').filter((text) => text.trim() !== '')) {
        await inside.query(statement);
      }
      await inside.query('INSERT INTO stowaway_schema (version) VALUES ($1)', [index + 1]);
    }
  });
}
