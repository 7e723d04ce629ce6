import type { Client } from 'pg';
import { ScanError } from '../model/index.js';
import type { LockMode, Queries } from './sql.js';

/** Of PostgreSQL's functions. https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS */
const SUFFIXES: Readonly<Record<LockMode, string>> = { exclusive: '', shared: '_shared' };

/** Whether any process of this database has a lock. */
export async function isLocked(sql: Queries, key: number): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1::bigint::oid
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [key],
  );
  return rows.length > 0;
}

/** Locks of a process, on a connection of their own: they go away with it. */
export interface Locks {
  take(key: number, mode: LockMode): Promise<boolean>;
  give(key: number): Promise<void>;
  /** Takes them again where the connection was lost. @throws ScanError when another process was faster. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

async function tryLock(client: Client, key: number, mode: LockMode): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock${SUFFIXES[mode]}($1) AS taken`,
    [key],
  );
  return rows[0]?.taken === true;
}

/** @param connect a new connection that is open. */
export async function openLocks(connect: () => Promise<Client>): Promise<Locks> {
  const held = new Map<number, LockMode>();
  let isLost = false;
  let isClosed = false;
  async function connected(): Promise<Client> {
    const made = await connect();
    // Without this listener it would end the process.
    made.on('error', () => (isLost = true));
    made.on('end', () => (isLost = true));
    return made;
  }
  let client = await connected();
  async function reconnect(): Promise<void> {
    client = await connected();
    isLost = false;
    for (const [key, mode] of held) {
      if (await tryLock(client, key, mode)) continue;
      throw new ScanError('config', 'Another sweep took the store while the connection to it was lost.', {
        hint: 'Nothing was lost; the other sweep continues from here.',
      });
    }
  }
  let restoring: Promise<void> | null = null;
  async function restore(): Promise<void> {
    // A connection that is made after the end would keep the process alive.
    if (isClosed) throw new Error('The store is closed.');
    if (!isLost) return;
    restoring ??= reconnect().finally(() => (restoring = null));
    await restoring;
  }
  return {
    restore,
    async take(key, mode) {
      await restore();
      const taken = await tryLock(client, key, mode);
      if (taken) held.set(key, mode);
      return taken;
    },
    async give(key) {
      const mode = held.get(key) ?? 'exclusive';
      held.delete(key);
      await restore();
      await client.query(`SELECT pg_advisory_unlock${SUFFIXES[mode]}($1)`, [key]);
    },
    async close() {
      isClosed = true;
      await restoring?.catch(() => undefined);
      await client.end();
    },
  };
}
