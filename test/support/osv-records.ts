import { readFileSync } from 'node:fs';

const RECORDS = new Map(
  readFileSync(new URL('../../fixtures/advisories/records.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [(JSON.parse(line) as { id: string }).id, line]),
);

/** A real OSV record, reduced to facts, as bytes. */
export function realRecord(id: string): Uint8Array {
  const line = RECORDS.get(id);
  if (line === undefined) throw new Error(`${id} is not in fixtures/advisories/records.jsonl`);
  return Buffer.from(line);
}

interface RecordFields {
  readonly id?: string;
  readonly name?: string;
  readonly ecosystem?: string;
  readonly events?: readonly object[];
  readonly versions?: readonly string[];
  readonly [field: string]: unknown;
}

/** A made-up record of one package, of npm without another ecosystem, as bytes. */
export function recordOf({
  id = 'GHSA-0000-0000-0000',
  name = 'left',
  ecosystem = 'npm',
  events,
  versions,
  ...fields
}: RecordFields = {}): Uint8Array {
  const ranges = events ? [{ type: 'SEMVER', events }] : [];
  const affected = [{ package: { ecosystem, name }, ranges, ...(versions ? { versions } : {}) }];
  return Buffer.from(JSON.stringify({ id, modified: '2026-01-01T00:00:00Z', affected, ...fields }));
}
