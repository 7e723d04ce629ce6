import type { Limits } from '../../src/files/index.js';
import { problemLines, readAll, unpackBytes } from './unpack-bytes.js';
import type { ZipPart } from './zip-builder.js';

/** The expected result for a hostile archive: its problems, and its readable files. */
export interface HostileArchive {
  readonly zip: Buffer;
  /** `code path`, `!` in front when the answer is incomplete. */
  readonly problems: readonly string[];
  /** Content by path, `!code` for an unreadable file; without it only good.js is left. */
  readonly files?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
}

/** A file that must survive its neighbours. */
export const good: ZipPart = { name: 'good.js', content: 'good' };
export const GOOD = { 'good.js': 'good' };

interface Answer {
  readonly problems: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** All that opening a hostile archive and reading its files gives. */
export async function answerOf({ zip, limits }: HostileArchive): Promise<Answer> {
  const unpacked = await unpackBytes(zip, 'function.zip', limits);
  return { problems: problemLines(unpacked), files: Object.fromEntries(await readAll(unpacked)) };
}

export function expectedAnswer({ problems, files = GOOD }: HostileArchive): Answer {
  return { problems, files };
}
