import { Buffer } from 'node:buffer';
import {
  bytesInMemory,
  type Budget,
  type FileRead,
  type Limits,
  type ProblemLog,
  type Wanted,
} from '../../files/index.js';
import { gunzip } from './gunzip.js';
import { headOf, sliceOf, storedIn, type StoredBytes } from '../stored-bytes.js';
import { walkTar, type TarEntry } from './tar-entries.js';
import { tarInput } from './tar-input.js';

export interface TarOptions {
  readonly log: ProblemLog;
  readonly limits: Limits;
  /** Inflated bytes are taken off it, those that hold no file included. */
  readonly budget: Budget;
  /** An archive that inflates to no more stays in memory; a larger one is inflated again for each batch of reads. */
  readonly maxRetainedBytes: number;
  /** Where problems of the archive as a whole are shown. */
  readonly path: string;
  /** True if something else tells that no byte of it is missing (a digest). */
  readonly isVerified?: boolean;
  /** Takes the archive's next entry; false ends the walk. */
  readonly visit: (entry: TarEntry) => boolean;
}

const MIB = 1024 * 1024;

/** First bytes of packed data. https://www.rfc-editor.org/rfc/rfc8878 (zstd), https://tukaani.org/xz/xz-file-format.txt */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
];

/** How bytes are packed, told by their first ones; undefined if in no way that is known. */
export function compressionOf(head: Uint8Array): string | undefined {
  return MAGIC.find(([, magic]) => magic.every((byte, index) => head[index] === byte))?.[0];
}

/** What one pass over a stream has cost. */
interface Meter {
  readonly maxBytes: number;
  bytes: number;
  /** All bytes so far; undefined once they are too many to keep. */
  kept: Uint8Array[] | undefined;
}

async function* metered(
  stream: AsyncIterable<Uint8Array>,
  meter: Meter,
  maxRetainedBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    meter.bytes += chunk.byteLength;
    if (meter.bytes > meter.maxBytes) throw new Error(`it inflates to more than ${meter.maxBytes} bytes`);
    if (meter.bytes > maxRetainedBytes) meter.kept = undefined;
    meter.kept?.push(chunk);
    yield chunk;
  }
}

/** Walks what is only had as a stream, and keeps it when it is small. */
async function walkStream(
  inflated: StoredBytes,
  packedSize: number,
  options: TarOptions,
): Promise<StoredBytes> {
  const { budget, limits, maxRetainedBytes } = options;
  const bytesLeft = budget.bytesLeft;
  const maxBytes = Math.min(bytesLeft, Math.max(MIB, packedSize * limits.maxRatio));
  const meter: Meter = { maxBytes, bytes: 0, kept: [] };
  const stream = (): AsyncIterable<Uint8Array> => metered(inflated.stream(), meter, maxRetainedBytes);
  await walk({ size: 0, stream }, options, meter);
  budget.bytesLeft = Math.min(budget.bytesLeft, Math.max(0, bytesLeft - meter.bytes));
  if (meter.kept) return storedIn(bytesInMemory(Buffer.concat(meter.kept)));
  // Never further than this pass came: what lies beyond was refused.
  return sliceOf(inflated, [0, meter.bytes]);
}

async function walk(inflated: StoredBytes, options: TarOptions, meter?: Meter): Promise<void> {
  const { log, path, visit } = options;
  const isVerified = options.isVerified ?? meter !== undefined;
  const input = tarInput(inflated);
  try {
    const hasEndMark = await walkTar({ input, log, visit });
    if (hasEndMark || isVerified) return;
    const message = 'The archive has no end mark: it may have been cut.';
    log.add({ code: 'malformed', path, message, affectsCompleteness: true });
  } catch (error) {
    const code = meter && meter.bytes > meter.maxBytes ? 'too-large' : 'malformed';
    const message = `The archive cannot be read to its end: ${(error as Error).message}.`;
    log.add({ code, path, message, affectsCompleteness: true });
  } finally {
    await input.close();
  }
}

/**
 * Walks a tar archive, gzipped or not. What is wrong with it goes to the log.
 * @returns the bytes in which the entries' offsets count, for `readTarFiles`.
 */
export async function openTar(packed: StoredBytes, options: TarOptions): Promise<StoredBytes> {
  const compression = compressionOf(await headOf(packed, 8));
  if (compression === 'gzip') {
    return walkStream({ size: 0, stream: () => gunzip(packed.stream()) }, packed.size, options);
  }
  if (compression !== undefined) {
    const message = `Archives packed by ${compression} are not read.`;
    options.log.add({ code: 'unsupported', path: options.path, message, affectsCompleteness: true });
    return storedIn(bytesInMemory(new Uint8Array()));
  }
  if (!packed.direct) return walkStream(packed, packed.size, options);
  await walk(packed, options);
  return packed;
}

/** Reads files by the offset of their data, in one pass. @throws when the bytes are not what they were. */
export async function* readTarFiles(
  inflated: StoredBytes,
  wanted: readonly Wanted<number>[],
): AsyncGenerator<FileRead> {
  const input = tarInput(inflated);
  let last: { readonly offset: number; readonly bytes: Uint8Array } | undefined;
  try {
    for (const { path, size, handle: offset } of wanted.toSorted((a, b) => a.handle - b.handle)) {
      // Hard links share their data; a stream does not go back for them.
      if (last?.offset !== offset) {
        await input.skip(offset - input.position());
        last = { offset, bytes: Buffer.from(await input.take(size)) };
      }
      if (last.bytes.byteLength !== size) throw new Error('the archive has become shorter');
      yield { path, bytes: last.bytes };
    }
  } finally {
    await input.close();
  }
}
