import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Reads a table that the package ships (`scripts/iam/build-tables.mjs` makes them). */
export function readTable(
  name: 'actions' | 'managed-policies' | 'operations' | 'python-sdk' | 'sam-policy-templates',
): unknown {
  const path = fileURLToPath(new URL(`../../data/iam/${name}.json.gz`, import.meta.url));
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
}

/** The table, read when it is first needed. */
export function lazily<Table>(make: () => Table): () => Table {
  let table: Table | undefined;
  return () => (table ??= make());
}
