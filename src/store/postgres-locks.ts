import type { Client } from 'pg';
import { ScanError } from '../model/index.js';

/** Locks of a process, on a connection of their own: they go away with it. */
export interface Locks {
  take(key: number): Promise<boolean>;
  give(key: number): Promise<void>;
  /** Takes them again where the connection was lost. @throws ScanError when somebody else was faster. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** @param connect a new connection that is open. */
export async function openLocks(connect: () => Promise<Client>): Promise<Locks> {
  const held = new Set<number>();
  let isLost = false;
  async function connected(): Promise<Client> {
    const made = await connect();
    // Unheard it would end the process.
    made.on('error', () => (isLost = true));
    made.on('end', () => (isLost = true));
    return made;
  }
  let client = await connected();
  async function ask(key: number): Promise<boolean> {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      key,
    ]);
    return rows[0]?.taken === true;
  }
  async function reconnect(): Promise<void> {
    client = await connected();
    isLost = false;
    for (const key of held) {
      if (await ask(key)) continue;
      throw new ScanError('config', 'Another sweep took the store while the connection to it was lost.', {
        hint: 'Nothing was lost; the other one goes on from here.',
      });
    }
  }
  let restoring: Promise<void> | null = null;
  async function restore(): Promise<void> {
    if (!isLost) return;
    restoring ??= reconnect().finally(() => (restoring = null));
    await restoring;
  }
  return {
    restore,
    async take(key) {
      await restore();
      const taken = await ask(key);
      if (taken) held.add(key);
      return taken;
    },
    async give(key) {
      held.delete(key);
      await restore();
      await client.query('SELECT pg_advisory_unlock($1)', [key]);
    },
    close: () => client.end(),
  };
}
