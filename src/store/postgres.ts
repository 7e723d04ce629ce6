import type { PoolClient } from 'pg';
import { ScanError } from '../model/index.js';
import { openLocks } from './postgres-locks.js';
import { whileAway } from './reconnect.js';
import { requirePackage } from './require-package.js';
import type { Queries, Row, Sql } from './sql.js';

const MAX_CONNECTIONS = 8;
const CONNECT_MILLIS = 15_000;

function queriesOf(client: Pick<PoolClient, 'query'>): Queries {
  return {
    query: async (text, parameters = []) => (await client.query<Row>(text, [...parameters])).rows,
  };
}

function notReachable(cause: unknown): ScanError {
  const reason = cause instanceof Error ? cause.message : 'unknown reason';
  return new ScanError('config', `The PostgreSQL server cannot be used: ${reason}.`, {
    hint: 'Check the URL of --store; it is never shown, as it may hold a password.',
    cause,
  });
}

async function inTransaction<T>(client: PoolClient, work: (inside: Queries) => Promise<T>): Promise<T> {
  try {
    await client.query('BEGIN');
    const result = await work(queriesOf(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection in an unknown state is not used again.
    client.release(true);
    throw error;
  }
}

/**
 * Opens a database of a PostgreSQL server. While the server is away, statements are repeated, a transaction as a whole: all
 * writes must be safe to repeat.
 * @throws ScanError when it cannot be reached, or the package is not installed.
 */
export async function openPostgres(url: string): Promise<Sql> {
  const { default: pg } = await requirePackage('pg', () => import('pg'));
  const connection = { connectionString: url, connectionTimeoutMillis: CONNECT_MILLIS };
  const pool = new pg.Pool({ ...connection, max: MAX_CONNECTIONS, application_name: 'stowaway' });
  // An idle connection that breaks is replaced when it is needed; without this listener it would end the process.
  pool.on('error', () => undefined);
  // A connection that breaks between two statements of a transaction would end it too; the second statement reports it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const locks = await openLocks(async () => {
    const client = new pg.Client(connection);
    await client.connect();
    return client;
  }).catch(async (cause: unknown) => {
    await pool.end();
    throw notReachable(cause);
  });
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    return whileAway(async () => {
      await locks.restore();
      return work();
    });
  }
  return {
    query: (text, parameters) => patiently(() => queriesOf(pool).query(text, parameters)),
    transaction: (work) => patiently(async () => inTransaction(await pool.connect(), work)),
    lock: (key, mode = 'exclusive') => whileAway(() => locks.take(key, mode)),
    unlock: (key) => whileAway(() => locks.give(key)),
    async close() {
      try {
        await locks.close();
      } finally {
        await pool.end();
      }
    },
  };
}
