import { ScanError } from '../../model/index.js';
import { enqueuedRun, isLocked, type Sql } from '../../store/index.js';

/** Any number, the same for all workers of a store. */
const WORKER_LOCK = 771_003;

/** Marks a worker as alive, until its process ends. */
export async function announceWorker(sql: Sql): Promise<void> {
  await sql.lock(WORKER_LOCK, 'shared');
}

/** @throws ScanError while workers are busy with a run: it would be judged twice. */
export async function requireNoWorkers(sql: Sql): Promise<void> {
  const run = await enqueuedRun(sql);
  if (!run || !(await isLocked(sql, WORKER_LOCK))) return;
  throw new ScanError('config', `Workers are busy with sweep ${run.id} of this store.`, {
    hint: '`stowaway sweep status` shows their progress. Wait for them, end them, or use another store.',
  });
}
