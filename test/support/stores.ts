import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import { NO_POSTGRES, startPostgres, type PostgresServer } from './postgres-server.js';

export const STORES = ['folder', 'server'] as const;
export type StoreKind = (typeof STORES)[number];

/** Where new, empty stores of a kind can be made; tests of a kind that this machine lacks are skipped, with the reason. */
export function useStores(kind: StoreKind): () => string {
  let server: PostgresServer | undefined;
  const folders: string[] = [];
  beforeEach(({ skip }) => skip(kind === 'server' && NO_POSTGRES !== null, NO_POSTGRES ?? ''));
  afterAll(() => {
    server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (kind === 'server') {
      server ??= startPostgres();
      return server.newDatabase();
    }
    const folder = mkdtempSync(join(tmpdir(), 'stowaway-store-'));
    folders.push(folder);
    return folder;
  };
}
