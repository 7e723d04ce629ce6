import {
  HEAD_BYTES,
  problemLog,
  RATIO_FREE_BYTES,
  treeBuilder,
  type FileRead,
  type Wanted,
} from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { archiveFormatOf, FORMAT_BYTES } from '../archive-formats.js';
import { gunzip } from '../gunzip.js';
import { headOf, storedIn, type StoredBytes } from '../stored-bytes.js';
import type { Unpacker, UnpackContext, Unpacked } from '../unpacker.js';

/** What one pass over the data found. */
interface Measured {
  /** Bytes that could be inflated. */
  readonly size: number;
  /** Why there may be more. */
  readonly fault?: Pick<Problem, 'code' | 'message'>;
}

async function measure(inflated: StoredBytes, maxBytes: number): Promise<Measured> {
  let size = 0;
  try {
    for await (const chunk of inflated.stream()) {
      if (size + chunk.byteLength > maxBytes) {
        const message = `The compressed file inflates to more than ${maxBytes} bytes: the rest was not read.`;
        return { size, fault: { code: 'too-large', message } };
      }
      size += chunk.byteLength;
    }
    return { size };
  } catch (error) {
    const message = `The compressed file cannot be read to its end: ${(error as Error).message}.`;
    return { size, fault: { code: 'malformed', message } };
  }
}

/** `b.js` for `assets/b.js.gz`. */
function nameInside(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return base.replace(/\.gz$/i, '') || 'content';
}

async function unpackGzip(name: string, packed: StoredBytes, context: UnpackContext): Promise<Unpacked> {
  const { limits, budget } = context;
  const log = problemLog();
  const maxBytes = Math.min(budget.bytesLeft, Math.max(RATIO_FREE_BYTES, packed.size * limits.maxRatio));
  const whole: StoredBytes = { size: Infinity, stream: () => gunzip(packed.stream()) };
  const { size, fault } = await measure(whole, maxBytes);
  const reading = (most: number) =>
    async function* (wanted: readonly Wanted<StoredBytes>[]): AsyncGenerator<FileRead> {
      for (const { path, handle } of wanted)
        yield { path, bytes: await headOf(handle, Math.min(size, most)) };
    };
  const builder = treeBuilder<StoredBytes>({
    limits,
    budget,
    log,
    readWanted: reading(size),
    readHeads: reading(HEAD_BYTES),
  });
  if (fault) log.add({ ...fault, path: '', affectsCompleteness: true });
  builder.add({ kind: 'file', name: nameInside(name), size, executable: false, handle: whole });
  return { tree: builder.finish(), problems: log.list(), image: null };
}

/** One file compressed by gzip. The tree holds only this file. */
export const gzip = {
  id: 'gzip',
  title: 'files compressed by gzip',
  recognises(origin) {
    if (origin.kind !== 'archive') return false;
    return archiveFormatOf(origin.bytes.read(0, Math.min(FORMAT_BYTES, origin.bytes.size))) === 'gzip';
  },
  async unpack(origin, context) {
    if (origin.kind !== 'archive') throw new TypeError('a compressed file is a file');
    return unpackGzip(origin.name, storedIn(origin.bytes), context);
  },
} satisfies Unpacker;
