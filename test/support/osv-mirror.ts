import { join } from 'node:path';
import { expect } from 'vitest';
import {
  openAdvisories,
  updateDatabase,
  type UpdateOptions,
  type UpdateOutcome,
} from '../../src/advisories/index.js';
import { NOW } from './advisory-database.js';
import { recordOf } from './osv-records.js';
import { startStaticServer, type StaticServer } from './static-server.js';
import { temporaryFolder } from './temporary-folder.js';
import { buildZip } from './zip-builder.js';

/** Version that is affected, by record id; changing it changes the record's date. */
export type Records = Readonly<Record<string, string>>;

function bytesOf(id: string, version: string): Buffer {
  return Buffer.from(
    recordOf({ id, modified: `2026-01-01T00:00:00.${version.replaceAll('.', '')}Z`, versions: [version] }),
  );
}

function rowOf([id, version]: readonly [string, string]): string {
  return `2026-01-01T00:00:00.${version.replaceAll('.', '')}Z,${id}\n`;
}

/** An export of made-up npm records about the package `left`, and a database folder to update from it. */
export interface Mirror {
  readonly server: StaticServer;
  readonly dir: string;
  /** Path of the index. */
  readonly index: string;
  /** Puts records into all three forms of the export; `inZip` when the archive differs from the list. */
  publish(records: Records, inZip?: Records): void;
  update(): Promise<UpdateOutcome>;
}

/** Nothing configures a proxy. */
const NO_CONFIG = { env: {}, home: '/no-home', cwd: null };

/** Updates the npm advisories alone, from somewhere. */
export function update(
  options: Pick<UpdateOptions, 'dir' | 'baseUrl'> & Partial<UpdateOptions>,
): Promise<readonly UpdateOutcome[]> {
  return updateDatabase({
    ecosystems: ['npm'],
    kevUrl: null,
    epssUrl: null,
    now: NOW,
    network: NO_CONFIG,
    ...options,
  });
}

export async function startMirror(): Promise<Mirror> {
  const server = await startStaticServer();
  const dir = join(temporaryFolder(), 'db');
  return {
    server,
    dir,
    index: join(dir, 'npm.advisories'),
    publish(records, inZip = records) {
      const entries = Object.entries(records);
      server.files.set('/npm/modified_id.csv', Buffer.from(entries.map(rowOf).join('')));
      const parts = Object.entries(inZip).map(([id, version]) => ({
        name: `${id}.json`,
        content: bytesOf(id, version),
      }));
      server.files.set('/npm/all.zip', buildZip(parts));
      for (const [id, version] of entries) server.files.set(`/npm/${id}.json`, bytesOf(id, version));
    },
    async update() {
      const [outcome] = await update({ dir, baseUrl: server.url });
      if (!outcome) throw new Error('no outcome');
      return outcome;
    },
  };
}

/** Version that every record in the database affects. */
export function recordsIn({ dir }: Mirror): Records {
  const store = openAdvisories({ dir, starterDir: temporaryFolder(), now: NOW });
  const records = store.lookup('npm', 'left').map(({ id, affected }) => [id, affected.versions[0]]);
  store.close();
  expect(new Set(records.map(([id]) => id)).size).toBe(records.length);
  return Object.fromEntries(records) as Records;
}

/** So many records about one version. */
export function many(count: number, version: string): Records {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`GHSA-${at}`, version]));
}
