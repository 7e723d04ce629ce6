import { randomBytes, createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, PRIVATE_MODE } from './make-folder.js';

/** A lock of this process, or the process that holds the lock. */
export type LockAttempt =
  | { readonly unlock: () => void; readonly holder?: undefined }
  | { readonly holder: number; readonly unlock?: undefined };

/**
 * `lock-<process>-<start of the process>-<machine>-<random>`. The name has all the content, so no reader sees a partial
 * file. No name is used twice, so removing a dead process's file never removes another lock.
 */
const NAME = /^lock-(\d{1,10})-(\d{1,20}|x)-([0-9a-f]{8})-[0-9a-f]{16}$/;

/**
 * Milliseconds between updates of the file's time. For a process on another machine or in another container, only that
 * time shows whether it is alive.
 */
const TOUCH_MILLIS = 30_000;
const FOREIGN_LIFE_MILLIS = 10 * TOUCH_MILLIS;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const own = new Set<string>();

/** Start of a process in clock ticks since the machine started; `x` where the system does not provide it. `man 5 proc`, field 22 of stat. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'x';
  } catch {
    return 'x';
  }
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // A new process may reuse the number of a dead one.
  return startOf(pid) === start;
}

function wasTouched(file: string): boolean {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touched < FOREIGN_LIFE_MILLIS;
}

/** Process that holds a lock file; null for another file, and when the process is dead. */
function holderOf(folder: string, name: string): number | null {
  const [, digits = '', start = '', where] = NAME.exec(name) ?? [];
  if (where === undefined) return null;
  const pid = Number(digits);
  if (where !== machine) return wasTouched(join(folder, name)) ? pid : null;
  const isAlive = pid === process.pid ? own.has(name) : isRunning(pid, start);
  return isAlive ? pid : null;
}

function otherHolder(folder: string, mine: string): number | null {
  for (const name of readdirSync(folder)) {
    const holder = name === mine ? null : holderOf(folder, name);
    if (holder !== null) return holder;
    if (name !== mine && NAME.test(name)) rmSync(join(folder, name), { force: true });
  }
  return null;
}

/** Creates the lock file of this process and keeps its time fresh. @returns a function that removes the file. */
function announce(folder: string, name: string): () => void {
  const file = join(folder, name);
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  own.add(name);
  const touching = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder is gone, so the lock has nothing left to protect.
    }
  }, TOUCH_MILLIS);
  touching.unref();
  return () => {
    clearInterval(touching);
    own.delete(name);
    rmSync(file, { force: true });
  };
}

/**
 * Each process creates its file before it looks for others, so that at least one of two sees the other. A process that
 * sees another gives up. Two that start together may both give up.
 */
function tryLock(folder: string): LockAttempt {
  makeFolder(folder, PRIVATE_MODE);
  const chance = randomBytes(8).toString('hex');
  const name = `lock-${process.pid}-${startOf(process.pid)}-${machine}-${chance}`;
  const unlock = announce(folder, name);
  try {
    const holder = otherHolder(folder, name);
    if (holder === null) return { unlock };
    unlock();
    return { holder };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Locks a folder for this process as soon as no other process holds it. Creates the folder if necessary, and ignores
 * locks of dead processes.
 * @param options.signal stops the wait. The result then names the process that holds the lock.
 * @param options.onWait called once, when the process has to wait.
 * @throws the file system error when the folder cannot be created or written.
 */
export async function lockFolder(
  folder: string,
  { signal, onWait }: { readonly signal: AbortSignal; readonly onWait?: (holder: number) => void },
): Promise<LockAttempt> {
  let hasReported = false;
  for (;;) {
    const attempt = tryLock(folder);
    if (attempt.unlock || signal.aborted) return attempt;
    if (!hasReported) onWait?.(attempt.holder);
    hasReported = true;
    // Random, so that two processes that gave up together do not collide again.
    await sleep(20 + Math.random() * 100);
  }
}
