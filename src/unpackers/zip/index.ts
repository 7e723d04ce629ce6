import {
  problemLog,
  treeBuilder,
  type ByteSource,
  type FileRead,
  type Limits,
  type Origin,
  type ProblemLog,
  type TreeItem,
  type Wanted,
} from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import type { UnpackContext, Unpacked, Unpacker } from '../unpacker.js';
import { listDirectory } from './central-directory.js';
import { bufferOf, endsAsZip, findDirectory } from './end-record.js';
import { linkReader, type LinkReading } from './link-entries.js';
import { keptEntries } from './kept-entries.js';
import { checkLayout, type OpenedArchive } from './layout.js';
import { localHeadersOf } from './local-header.js';
import {
  readEntry,
  readEntryHead,
  readEntryTail,
  readFile,
  refusalOf,
  remedyFor,
  type EntrySource,
} from './read-entry.js';
import { isExecutable, isFolder, type ZipEntry } from './zip-entry.js';

const ZIP_NAMES = /\.(?:zip|jar|war|ear|aar|whl|egg|nupkg|vsix|pyz|pex)$/i;
const OTHER_ARCHIVE_NAMES = /\.(?:tar|tgz|tar\.[a-z0-9]{1,4})$/i;
const ZIP_HEADS: ReadonlySet<number> = new Set([0x04034b50, 0x06054b50, 0x06064b50]);

function recognises(origin: Origin): boolean {
  if (origin.kind !== 'archive' || origin.bytes.size === 0) return false;
  if (ZIP_NAMES.test(origin.name)) return true;
  const { bytes } = origin;
  if (bytes.size >= 4 && ZIP_HEADS.has(bufferOf(bytes.read(0, 4)).readUInt32LE(0))) return true;
  return !OTHER_ARCHIVE_NAMES.test(origin.name) && endsAsZip(bytes);
}

/** Reports one problem for a group of entries, naming the first. */
function noteEntries(
  log: ProblemLog,
  entries: readonly ZipEntry[],
  [code, what, affectsCompleteness]: readonly [ProblemCode, string, boolean],
): void {
  const [first] = entries;
  if (!first) return;
  const others = entries.length > 1 ? ` (and ${entries.length - 1} more)` : '';
  const message = `The entry${others} ${what}.${affectsCompleteness ? remedyFor(code) : ''}`;
  log.add({ code, path: first.name, message, affectsCompleteness });
}

function noteRefused(log: ProblemLog, entries: readonly ZipEntry[], { limits }: UnpackContext): void {
  const refused = new Map<string, { code: ProblemCode; entries: ZipEntry[] }>();
  for (const entry of entries) {
    const why = refusalOf(entry, limits);
    if (!why) continue;
    const [code, message] = why;
    const group = refused.get(message) ?? { code, entries: [] };
    group.entries.push(entry);
    refused.set(message, group);
  }
  for (const [message, group] of refused) {
    const what = `cannot be read: ${message.charAt(0).toLowerCase()}${message.slice(1, -1)}`;
    // An entry with a suspicious ratio matters only when it is read; reading it reports a problem of its own.
    noteEntries(log, group.entries, [group.code, what, group.code !== 'too-large']);
  }
}

const DISAGREES =
  'differs between the central directory, which was read, and its own header, which other extractors may use';
const BACKSLASHES =
  'has backslashes in its name: some extractors make folders and a package of it, and it was not read as one';
const FOLDER_WITH_CONTENT =
  'has content and the name of a folder: extractors drop the content, and it was not read';
const SHARES = 'shares bytes with another entry, as archive bombs do';

function noteLayout(log: ProblemLog, archive: OpenedArchive, entries: readonly ZipEntry[]): void {
  const { unreachable, disagreeing, overlapping, unlisted } = checkLayout(archive, entries);
  noteEntries(log, unreachable, ['malformed', 'has no header or is cut off in the archive', true]);
  noteEntries(log, disagreeing, ['malformed', DISAGREES, true]);
  noteEntries(log, overlapping, ['malformed', SHARES, true]);
  const onWindows = entries.filter(({ name }) => name.includes('node_modules\\'));
  noteEntries(log, onWindows, ['unsafe-path', BACKSLASHES, true]);
  const twoNames = entries.filter(({ hasSecondName }) => hasSecondName);
  noteEntries(log, twoNames, ['malformed', 'has a second name, which other extractors may use', true]);
  const withContent = entries.filter((entry) => isFolder(entry) && entry.size > 0);
  noteEntries(log, withContent, ['malformed', FOLDER_WITH_CONTENT, true]);
  if (unlisted === 0) return;
  const message = `The archive has ${unlisted} or more entries that its central directory does not list; they were not read.${remedyFor('malformed')}`;
  log.add({ code: 'malformed', path: '', message, affectsCompleteness: true });
}

function noteDirectory(log: ProblemLog, messages: readonly string[], affectsCompleteness: boolean): void {
  const remedy = affectsCompleteness ? remedyFor('malformed') : '';
  for (const what of messages) {
    const message = `The archive is irregular: ${what}.${remedy}`;
    log.add({ code: 'malformed', path: '', message, affectsCompleteness });
  }
}

/** Whether two entries hold the same bytes. The bytes are compared, because checksums can be forged. */
function isSame(source: EntrySource, [a, b]: readonly [ZipEntry, ZipEntry], limits: Limits): boolean {
  if (a.crc !== b.crc || a.size !== b.size) return false;
  const [one, other] = [readEntry(source, a, limits), readEntry(source, b, limits)].map((content) =>
    'bytes' in content ? Buffer.from(content.bytes) : null,
  );
  return one !== undefined && one !== null && other !== undefined && other !== null && one.equals(other);
}

/** The entry as a tree item. A link that extractors treat differently becomes a file, and a problem. */
function itemOf(entry: ZipEntry, link: LinkReading | undefined): TreeItem<ZipEntry> {
  const { name, size } = entry;
  if (link?.target !== undefined) return { kind: 'link', name, target: link.target };
  if (isFolder(entry)) return { kind: 'folder', name };
  return { kind: 'file', name, size, executable: isExecutable(entry), handle: entry };
}

function inFileOrder(wanted: readonly Wanted<ZipEntry>[]): readonly Wanted<ZipEntry>[] {
  return wanted.toSorted((a, b) => a.handle.localOffset - b.handle.localOffset);
}

function buildTree(
  source: EntrySource,
  entries: readonly ZipEntry[],
  context: UnpackContext & { log: ProblemLog },
) {
  const reading = (read: typeof readEntry) =>
    function* (wanted: readonly Wanted<ZipEntry>[]): Generator<FileRead> {
      for (const { path, handle } of inFileOrder(wanted))
        yield readFile(read(source, handle, context.limits), path);
    };
  const kept = keptEntries();
  const readKept: typeof readEntry = (from, entry, limits) => {
    const bytes = kept.take(entry);
    return bytes ? { bytes } : readEntry(from, entry, limits);
  };
  const builder = treeBuilder<ZipEntry>({
    limits: context.limits,
    budget: context.budget,
    log: context.log,
    readWanted: reading(readKept),
    readHeads: reading(readEntryHead),
    async *readTails(wanted) {
      for (const { path, handle } of inFileOrder(wanted)) {
        const tail = await readEntryTail(source, handle, context.limits);
        if ('bytes' in tail) kept.keep(handle, tail.bytes);
        yield readFile(tail, path);
      }
    },
    ambiguous: (later, earlier) => !isSame(source, [later, earlier], context.limits),
  });
  const readLink = linkReader({ source, entries, limits: context.limits });
  for (const entry of entries) {
    const link = readLink(entry);
    if (link?.doubt)
      noteEntries(context.log, [entry], ['malformed', `${link.doubt}; it was read as a file`, true]);
    if (!builder.add(itemOf(entry, link))) break;
  }
  return builder.finish();
}

function unpackZip(source: ByteSource, context: UnpackContext): Unpacked {
  const log = problemLog();
  const directory = findDirectory(source);
  const headerOf = localHeadersOf(source);
  if (!directory) noteDirectory(log, ['it has no central directory: it is cut off or not a zip'], true);
  const listing = directory && listDirectory(source, directory, context.budget.entriesLeft);
  const entries = listing?.entries ?? [];
  if (directory && listing) {
    noteDirectory(log, [...directory.doubts, ...listing.faults], true);
    noteDirectory(log, listing.notes, false);
    noteLayout(log, { source, directory, directoryBytes: listing.bytes, headerOf }, entries);
    noteRefused(log, entries, context);
  }
  const tree = buildTree({ source, headerOf }, entries, { ...context, log });
  return { tree, problems: log.list(), image: null };
}

/** zip and formats based on it: jar, war, whl … Entries are inflated only when they are read. */
export const zip = {
  id: 'zip',
  title: 'zip archives',
  recognises,
  async unpack(origin, context) {
    if (origin.kind !== 'archive') throw new TypeError('a zip is a file');
    return unpackZip(origin.bytes, context);
  },
} satisfies Unpacker;
