/**
 * Checks how an archive's entries lie in the file. Streaming readers follow local headers, others the central
 * directory. When these disagree, the readers see different files: a known way to hide code from scanners.
 */
import type { ByteSource } from '../../files/index.js';
import { bufferOf, type Directory } from './end-record.js';
import {
  disagrees,
  hasDescriptor,
  isDescriptorOf,
  LOCAL_SIGNATURE,
  type FindLocalHeader,
  type LocalHeader,
} from './local-header.js';
import type { ZipEntry } from './zip-entry.js';

export interface OpenedArchive {
  readonly source: ByteSource;
  readonly directory: Directory;
  readonly directoryBytes: Buffer;
  readonly headerOf: FindLocalHeader;
}

export interface LayoutReport {
  /** Entries whose local header is missing or whose bytes do not fit into the file. */
  readonly unreachable: readonly ZipEntry[];
  /** Entries whose local header differs from the directory. */
  readonly disagreeing: readonly ZipEntry[];
  /** Entries that begin before the previous entry has ended. */
  readonly overlapping: readonly ZipEntry[];
  /** Number of local headers that no directory record refers to. */
  readonly unlisted: number;
}

/** Bytes of the longest data descriptor: signature, checksum, two 64-bit sizes. */
const MAX_DESCRIPTOR_BYTES = 24;

const SIGNATURE = Buffer.alloc(4);
SIGNATURE.writeUInt32LE(LOCAL_SIGNATURE);
const PIECE_BYTES = 64 * 1024;

/**
 * True if a local header begins in [from, to), where no entry is. Java looks for one directly at `from`, and busybox
 * after a data descriptor. bsdtar, when it reads a stream, skips any bytes before one.
 */
function hidesHeader(source: ByteSource, from: number, to: number): boolean {
  const step = PIECE_BYTES - SIGNATURE.length + 1;
  for (let at = from; to - at >= SIGNATURE.length; at += step)
    if (bufferOf(source.read(at, Math.min(to - at, PIECE_BYTES))).includes(SIGNATURE)) return true;
  return false;
}

/** True if an entry should have a data descriptor, but a wrong one or none follows it. */
function lacksDescriptor(source: ByteSource, found: LocalHeader, entry: ZipEntry): boolean {
  if (!hasDescriptor(found)) return false;
  const at = found.dataStart + entry.packedSize;
  const bytes = source.read(at, Math.min(MAX_DESCRIPTOR_BYTES, source.size - at));
  return !isDescriptorOf(entry, bufferOf(bytes));
}

/** True if the local header or the data descriptor of an entry differs from the directory. */
function isAtOdds({ source, directoryBytes }: OpenedArchive, found: LocalHeader, entry: ZipEntry): boolean {
  return disagrees(found, entry, directoryBytes) || lacksDescriptor(source, found, entry);
}

/** Checks every local header and the gaps between entries, in file order. */
export function checkLayout(archive: OpenedArchive, entries: readonly ZipEntry[]): LayoutReport {
  const { source, directory, headerOf } = archive;
  const report = {
    unreachable: [] as ZipEntry[],
    disagreeing: [] as ZipEntry[],
    overlapping: [] as ZipEntry[],
  };
  let unlisted = 0;
  let end = 0;
  let last: ZipEntry | undefined;
  for (const entry of entries.toSorted((a, b) => a.localOffset - b.localOffset)) {
    const found = headerOf(entry);
    if (!found) {
      report.unreachable.push(entry);
      continue;
    }
    if (isAtOdds(archive, found, entry)) report.disagreeing.push(entry);
    if (entry.localOffset < end) report.overlapping.push(entry);
    else if (hidesHeader(source, end, entry.localOffset)) unlisted += 1;
    const entryEnd = found.dataStart + entry.packedSize;
    if (entryEnd < end) continue;
    end = entryEnd;
    last = entry;
  }
  if (last && end > directory.start) report.overlapping.push(last);
  else if (hidesHeader(source, end, directory.start)) unlisted += 1;
  return { ...report, unlisted };
}
