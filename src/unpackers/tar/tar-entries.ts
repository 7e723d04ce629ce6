// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13
import type { ProblemLog } from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import { beginsArchive } from '../archive-formats.js';
import { isZeroBlock, paddedSize, parseTarHeader, TAR_BLOCK_BYTES, type TarHeader } from '../tar-header.js';
import type { TarInput } from './tar-input.js';
import { isMetaType, readMeta, type Overrides } from './tar-meta.js';

/** An entry with its long name and pax records applied. Names are raw. */
export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link';
  readonly name: string;
  readonly linkName: string;
  readonly size: number;
  readonly executable: boolean;
  /** Offset of its data in the inflated archive. */
  readonly offset: number;
}

export interface TarWalk {
  readonly input: TarInput;
  readonly log: ProblemLog;
  /** Receives the archive's next entry; returns false to end the walk. */
  readonly visit: (entry: TarEntry) => boolean;
}

type Kind = TarEntry['kind'] | 'device' | 'label' | 'unsupported' | 'unknown';

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['0', 'file'],
  ['7', 'file'],
  ['1', 'hard-link'],
  ['2', 'link'],
  ['3', 'device'],
  ['4', 'device'],
  ['6', 'device'],
  ['5', 'folder'],
  ['D', 'folder'],
  ['V', 'label'],
  ['A', 'label'],
  ['S', 'unsupported'],
  ['M', 'unsupported'],
  ['N', 'unsupported'],
]);

/** Types for which POSIX allows no data, whatever their size field states. */
const WITHOUT_DATA = '123456';

function report(walk: TarWalk, [code, path, message]: readonly [ProblemCode, string, string]): void {
  walk.log.add({ code, path, message, affectsCompleteness: true });
}

/** Reports irregular bytes before the next header: a zero block, or data that is not a header. */
function noteGap(walk: TarWalk, header: TarHeader | undefined): void {
  const at = walk.input.position() - TAR_BLOCK_BYTES;
  const message = header
    ? 'A zero block comes before this entry: some extractors end there.'
    : `There is no valid header at byte ${at}; what lies up to the next one is skipped.`;
  report(walk, ['malformed', header?.name ?? '', message]);
}

/** The next whole block; undefined at the end of the input. */
async function nextBlock(walk: TarWalk): Promise<Uint8Array | undefined> {
  const block = await walk.input.take(TAR_BLOCK_BYTES);
  if (block.byteLength === TAR_BLOCK_BYTES) return block;
  if (block.byteLength > 0) report(walk, ['malformed', '', 'The archive ends inside of a header.']);
  return undefined;
}

/** The next header. `end` after the two zero blocks that end an archive (one suffices before the last byte); `eof` without them. */
async function nextHeader(walk: TarWalk): Promise<TarHeader | 'end' | 'eof'> {
  let zeroBlocks = 0;
  let isLost = false;
  while (zeroBlocks < 2) {
    const block = await nextBlock(walk);
    if (!block) return zeroBlocks > 0 ? 'end' : 'eof';
    const isZero = isZeroBlock(block);
    const header = parseTarHeader(block);
    if (header ? zeroBlocks > 0 : !isZero && !isLost) noteGap(walk, header);
    if (header) return header;
    zeroBlocks = isZero ? zeroBlocks + 1 : 0;
    isLost ||= !isZero;
  }
  return 'end';
}

/** The kind of an entry. In archives that predate the folder type, an entry without data whose name ends in a slash is a folder. */
function kindOf(walk: TarWalk, header: TarHeader, { name, size }: { name: string; size: number }): Kind {
  const kind = KINDS.get(header.type) ?? 'unknown';
  if (kind !== 'file' || !name.endsWith('/')) return kind;
  if (size === 0) return 'folder';
  const message = 'The name is that of a folder and the entry holds data: some extractors write a file.';
  report(walk, ['malformed', name, message]);
  return kind;
}

/** True if a size does not fit into the header's 11 octal digits; writers then store 0 there. */
function isBeyondHeader(bytes = 0): boolean {
  return bytes >= 8 ** 11;
}

/** Bytes of data that follow the header; undefined when the size is unknown. */
function dataSize(walk: TarWalk, header: TarHeader, { size }: Overrides): number | undefined {
  if (WITHOUT_DATA.includes(header.type)) {
    if (header.size !== 0 && header.type !== '5') {
      report(walk, [
        'malformed',
        header.name,
        'An entry without data states a size: extractors disagree on what follows it.',
      ]);
    }
    return 0;
  }
  if (size === undefined) return header.size;
  if (header.size !== size.bytes && !isBeyondHeader(size.bytes)) {
    report(walk, [
      'malformed',
      header.name,
      'The header and its pax record state different sizes: extractors disagree on what follows.',
    ]);
  }
  return size.bytes;
}

/** Reports an entry that cannot be shown; true if it can be shown. */
function isShown(walk: TarWalk, kind: Kind, name: string): kind is TarEntry['kind'] | 'unknown' {
  if (kind === 'unsupported') {
    report(walk, [
      'unsupported',
      name,
      'Sparse files, parts of multi-volume archives and old GNU names are not read.',
    ]);
  } else if (kind === 'device') {
    const message = 'The entry is a device or pipe: it holds no code.';
    walk.log.add({ code: 'unsupported', path: name, message, affectsCompleteness: false });
  } else if (kind === 'unknown') {
    const message = 'The type of the entry is unknown; it was read as a file.';
    walk.log.add({ code: 'unsupported', path: name, message, affectsCompleteness: false });
  }
  return kind !== 'unsupported' && kind !== 'device' && kind !== 'label';
}

/** Passes one entry to the visitor. False when the walk is over. */
async function passEntry(walk: TarWalk, header: TarHeader, overrides: Overrides): Promise<boolean> {
  const name = overrides.name ?? header.name;
  const size = dataSize(walk, header, overrides);
  const offset = walk.input.position();
  if (size === undefined) {
    report(walk, ['malformed', name, 'The entry states no usable size: nothing after it can be read.']);
    return false;
  }
  if ((await walk.input.skip(paddedSize(size))) < size) {
    report(walk, ['malformed', name, 'The archive ends inside of this file.']);
    return false;
  }
  const kind = overrides.isSparse ? 'unsupported' : kindOf(walk, header, { name, size });
  if (!isShown(walk, kind, name)) return true;
  return walk.visit({
    kind: kind === 'unknown' ? 'file' : kind,
    name,
    linkName: overrides.linkName ?? header.linkName,
    size: kind === 'folder' ? 0 : size,
    executable: header.executable,
    offset,
  });
}

/** Checks the bytes after the end of an archive: zeros are padding, anything else is reported. */
async function checkRest(walk: TarWalk): Promise<void> {
  let hasBytes = false;
  let hasEntry = false;
  let holdsArchive = false;
  for (;;) {
    const block = await walk.input.take(TAR_BLOCK_BYTES);
    if (block.byteLength === 0) break;
    if (isZeroBlock(block)) continue;
    hasBytes = true;
    hasEntry ||= parseTarHeader(block) !== undefined;
    holdsArchive ||= beginsArchive(block);
  }
  if (!hasBytes) return;
  const message = hasEntry
    ? 'Entries follow the end of the archive: most extractors do not read them, some do.'
    : 'Bytes that are no entries follow the end of the archive.';
  walk.log.add({ code: 'malformed', path: '', message, affectsCompleteness: hasEntry || holdsArchive });
}

/**
 * Walks the entries of a tar archive in order. Problems go to the log.
 * @returns true if the archive has its end mark; without one, it may have been cut between two entries.
 * @throws whatever the input throws.
 */
export async function walkTar(walk: TarWalk): Promise<boolean> {
  let overrides: Overrides = {};
  for (;;) {
    const header = await nextHeader(walk);
    if (header === 'eof') return false;
    if (header === 'end') {
      await checkRest(walk);
      return true;
    }
    if (isMetaType(header.type)) {
      const next = await readMeta(walk, header, overrides);
      if (!next) return true;
      overrides = next;
    } else {
      if (!(await passEntry(walk, header, overrides))) return true;
      overrides = {};
    }
  }
}
