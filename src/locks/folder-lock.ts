import { randomBytes, createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, PRIVATE_MODE } from './make-folder.js';

/** A lock that this process has, or the process that has it. */
export type LockAttempt =
  | { readonly unlock: () => void; readonly holder?: undefined }
  | { readonly holder: number; readonly unlock?: undefined };

/**
 * `lock-<process>-<start of the process>-<machine>-<chance>`. The whole content is in the name: a file comes to be at once, so nobody
 * reads half of it. No name is used twice: removing the file of a dead process never removes another's.
 */
const NAME = /^lock-(\d{1,10})-(\d{1,20}|x)-([0-9a-f]{8})-[0-9a-f]{16}$/;

/** Of a process on another machine, or in another container, only this says whether it is alive. */
const TOUCH_MILLIS = 30_000;
const FOREIGN_LIFE_MILLIS = 10 * TOUCH_MILLIS;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const own = new Set<string>();

/** When a process started, in clock ticks since the machine did; `x` where the system does not say. `man 5 proc`, field 22 of stat. */
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
    // EPERM: the process is there and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The number of a dead process is given to a new one.
  return startOf(pid) === start;
}

function wasTouched(file: string): boolean {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touched < FOREIGN_LIFE_MILLIS;
}

/** Process that a lock file keeps others out for; null for another file, or when the process is dead. */
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

/** Makes the file that announces this process, and keeps it fresh. @returns what removes it. */
function announce(folder: string, name: string): () => void {
  const file = join(folder, name);
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  own.add(name);
  const touching = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody removed the folder: there is nothing left to keep others out of.
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
 * Each process announces itself before it looks for others, so that of two at least one sees the other; whoever sees another steps
 * back. Two that start together may both step back.
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
 * Locks a folder for this process, as soon as no other has it; the folder is made when it is not there. The lock of a process that
 * was killed counts for nothing.
 * @param options.signal ends the waiting; the process that has the folder is returned then.
 * @param options.onWait called once, when there is another to wait for.
 * @throws what the operating system says when the folder cannot be made or written.
 */
export async function lockFolder(
  folder: string,
  { signal, onWait }: { readonly signal: AbortSignal; readonly onWait?: (holder: number) => void },
): Promise<LockAttempt> {
  let isTold = false;
  for (;;) {
    const attempt = tryLock(folder);
    if (attempt.unlock || signal.aborted) return attempt;
    if (!isTold) onWait?.(attempt.holder);
    isTold = true;
    // By chance, so that two that stepped back do not meet again.
    await sleep(20 + Math.random() * 100);
  }
}
