import { openAws, requireWishedSdk, type Aws } from '../aws/index.js';
import { ScanError } from '../model/index.js';
import { openSql, type Sql } from '../store/index.js';
import type { SweepOptions } from './sweep-options.js';
import { openEnding, type Ending } from './work-together.js';

/** Any number, the same for all sweeps of a store. */
const SWEEP_LOCK = 771_002;

/** Keeps other processes from listing or judging; false: another process does so. */
export function takeSweepLock(sql: Sql): Promise<boolean> {
  return sql.lock(SWEEP_LOCK);
}

export function giveSweepLock(sql: Sql): Promise<void> {
  return sql.unlock(SWEEP_LOCK);
}

/** @throws ScanError while another process lists or judges. */
export async function requireSweepLock(sql: Sql): Promise<void> {
  if (await takeSweepLock(sql)) return;
  throw new ScanError('config', 'Another sweep of this store is under way.', {
    hint: 'Wait for it, or use another store.',
  });
}

export interface SweepTools extends Ending {
  readonly aws: Aws;
  readonly sql: Sql;
}

/** Opens AWS and the store for some work, and closes both. @throws ScanError when one cannot be used. */
export async function withAwsAndStore<T>(
  options: Pick<SweepOptions, 'store' | 'aws' | 'signal' | 'sinks' | 'ownerTag'>,
  work: (tools: SweepTools) => Promise<T>,
): Promise<T> {
  const { store, aws: settings, sinks, ownerTag } = options;
  const wishes = sinks.map(({ kind }) => kind).filter((kind) => kind === 'sns' || kind === 'securityhub');
  await requireWishedSdk(ownerTag === null ? wishes : [...wishes, 'tags']);
  const ending = openEnding(options.signal);
  const aws = await openAws({ ...settings, signal: ending.signal });
  try {
    const sql = await openSql(store);
    try {
      return await work({ aws, sql, ...ending });
    } finally {
      await sql.close();
    }
  } finally {
    aws.close();
  }
}
