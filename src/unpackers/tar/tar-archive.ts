import { Buffer } from 'node:buffer';
import {
  bytesInMemory,
  type Budget,
  type FileRead,
  type Limits,
  type ProblemLog,
  type Wanted,
} from '../../files/index.js';
import { archiveFormatOf, FORMAT_BYTES } from '../archive-formats.js';
import { gunzip } from '../gunzip.js';
import { headOf, sliceOf, storedIn, type StoredBytes } from '../stored-bytes.js';
import { walkTar, type TarEntry } from './tar-entries.js';
import { tarInput } from './tar-input.js';

export interface TarOptions {
  readonly log: ProblemLog;
  readonly limits: Limits;
  /** Charged for every inflated byte, including bytes that belong to no file. */
  readonly budget: Budget;
  /** An archive that inflates to at most this many bytes stays in memory. A larger one is inflated again for each batch of reads. */
  readonly maxRetainedBytes: number;
  /** Path under which problems of the whole archive are reported. */
  readonly path: string;
  /** True if a digest already proves that no byte is missing. */
  readonly isVerified?: boolean;
  /** Receives the archive's next entry; returns false to end the walk. */
  readonly visit: (entry: TarEntry) => boolean;
}

const MIB = 1024 * 1024;

/** Bytes that one pass over a stream has read. */
interface Meter {
  readonly maxBytes: number;
  bytes: number;
  /** All bytes so far; undefined once they exceed `maxRetainedBytes`. */
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

/** Walks an archive that is available only as a stream, and keeps its bytes when it is small. */
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
  // Never further than this pass read: the budget refused the bytes beyond.
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
 * Walks a tar archive, gzipped or not. Problems go to the log.
 * @returns the bytes that the entries' offsets refer to, for `readTarFiles`.
 */
export async function openTar(packed: StoredBytes, options: TarOptions): Promise<StoredBytes> {
  const compression = archiveFormatOf(await headOf(packed, FORMAT_BYTES));
  if (compression === 'gzip') {
    return walkStream({ size: 0, stream: () => gunzip(packed.stream()) }, packed.size, options);
  }
  if (compression !== undefined && compression !== 'tar') {
    const message = `Archives packed by ${compression} are not read.`;
    options.log.add({ code: 'unsupported', path: options.path, message, affectsCompleteness: true });
    return storedIn(bytesInMemory(new Uint8Array()));
  }
  if (!packed.direct) return walkStream(packed, packed.size, options);
  await walk(packed, options);
  return packed;
}

/** Reads files by the offset of their data, in one pass. @throws when the bytes have changed since `openTar`. */
export async function* readTarFiles(
  inflated: StoredBytes,
  wanted: readonly Wanted<number>[],
): AsyncGenerator<FileRead> {
  const input = tarInput(inflated);
  let last: { readonly offset: number; readonly bytes: Uint8Array } | undefined;
  try {
    for (const { path, size, handle: offset } of wanted.toSorted((a, b) => a.handle - b.handle)) {
      // Hard links share their data, and a stream cannot seek back to it.
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
