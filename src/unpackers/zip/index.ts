import {
  decodeName,
  limitOf,
  problemLog,
  treeBuilder,
  type ByteSource,
  type FileRead,
  type Origin,
  type ProblemLog,
  type Wanted,
} from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import type { UnpackContext, Unpacked, Unpacker } from '../unpacker.js';
import { listDirectory } from './central-directory.js';
import { bufferOf, endsAsZip, findDirectory } from './end-record.js';
import { checkLayout, type OpenedArchive } from './layout.js';
import { localHeadersOf } from './local-header.js';
import { readEntry, readEntryHead, readFile, refusalOf, type EntrySource } from './read-entry.js';
import { isExecutable, isFolder, isLink, type ZipEntry } from './zip-entry.js';

const ZIP_NAMES = /\.(?:zip|jar|war|ear|aar|whl|egg|nupkg|vsix|pyz|pex)$/i;
const OTHER_ARCHIVE_NAMES = /\.(?:tar|tgz|tar\.[a-z0-9]{1,4})$/i;
const ZIP_HEADS: ReadonlySet<number> = new Set([0x04034b50, 0x06054b50, 0x06064b50]);
const CONTROL_CHARACTERS = /[\0-\x1f]/;

function recognises(origin: Origin): boolean {
  if (origin.kind !== 'archive' || origin.bytes.size === 0) return false;
  if (ZIP_NAMES.test(origin.name)) return true;
  const { bytes } = origin;
  if (bytes.size >= 4 && ZIP_HEADS.has(bufferOf(bytes.read(0, 4)).readUInt32LE(0))) return true;
  return !OTHER_ARCHIVE_NAMES.test(origin.name) && endsAsZip(bytes);
}

/** Says once of many entries what is wrong with them, naming the first. */
function noteEntries(
  log: ProblemLog,
  entries: readonly ZipEntry[],
  [code, what, affectsCompleteness]: readonly [ProblemCode, string, boolean],
): void {
  const [first] = entries;
  if (!first) return;
  const others = entries.length > 1 ? ` (and ${entries.length - 1} more)` : '';
  log.add({ code, path: first.name, message: `The entry${others} ${what}.`, affectsCompleteness });
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
    // A file that inflates too well matters only to those who read it; they get a problem of their own.
    noteEntries(log, group.entries, [group.code, what, group.code !== 'too-large']);
  }
}

const DISAGREES =
  'differs between the central directory, which was read, and its own header, which other extractors may go by';
const BACKSLASHES =
  'has backslashes in its name: a package for those who take them for folders, and it was not read as one';
const SHARES = 'shares bytes with another entry, as archive bombs do';

function noteLayout(log: ProblemLog, archive: OpenedArchive, entries: readonly ZipEntry[]): void {
  const { unreachable, disagreeing, overlapping, unlisted } = checkLayout(archive, entries);
  noteEntries(log, unreachable, ['malformed', 'has no header or is cut off in the archive', true]);
  noteEntries(log, disagreeing, ['malformed', DISAGREES, true]);
  noteEntries(log, overlapping, ['malformed', SHARES, true]);
  const onWindows = entries.filter(({ name }) => name.includes('node_modules\\'));
  noteEntries(log, onWindows, ['unsafe-path', BACKSLASHES, true]);
  const twoNames = entries.filter(({ hasSecondName }) => hasSecondName);
  noteEntries(log, twoNames, ['malformed', 'has a second name, which other extractors may go by', true]);
  if (unlisted === 0) return;
  const message = `The archive has ${unlisted} or more entries that its central directory does not list; they were not read.`;
  log.add({ code: 'malformed', path: '', message, affectsCompleteness: true });
}

function noteDirectory(log: ProblemLog, messages: readonly string[], affectsCompleteness: boolean): void {
  for (const message of messages) {
    log.add({ code: 'malformed', path: '', message: `The archive is odd: ${message}.`, affectsCompleteness });
  }
}

/** The target of a link, unless what is stored there looks like a file that only calls itself a link. */
function linkTargetOf(source: EntrySource, entry: ZipEntry, context: UnpackContext): string | undefined {
  if (entry.size > limitOf('link-target')) return undefined;
  const content = readEntry(source, entry, context.limits);
  const target = 'bytes' in content ? decodeName(content.bytes) : '\n';
  return CONTROL_CHARACTERS.test(target) ? undefined : target;
}

function buildTree(
  source: EntrySource,
  entries: readonly ZipEntry[],
  context: UnpackContext & { log: ProblemLog },
) {
  function* readWanted(wanted: readonly Wanted<ZipEntry>[]): Generator<FileRead> {
    for (const { path, handle } of wanted.toSorted((a, b) => a.handle.localOffset - b.handle.localOffset)) {
      yield readFile(readEntry(source, handle, context.limits), path);
    }
  }
  function* readHeads(wanted: readonly Wanted<ZipEntry>[]): Generator<FileRead> {
    for (const { path, handle } of wanted)
      yield readFile(readEntryHead(source, handle, context.limits), path);
  }
  const builder = treeBuilder<ZipEntry>({
    limits: context.limits,
    budget: context.budget,
    log: context.log,
    readWanted,
    readHeads,
    ambiguous: (later, earlier) => later.crc !== earlier.crc || later.size !== earlier.size,
  });
  for (const entry of entries) {
    const { name, size } = entry;
    const target = isLink(entry) ? linkTargetOf(source, entry, context) : undefined;
    const file = { kind: 'file', name, size, executable: isExecutable(entry), handle: entry } as const;
    const item = isFolder(entry) ? ({ kind: 'folder', name } as const) : file;
    if (isLink(entry) && target === undefined)
      noteEntries(context.log, [entry], ['malformed', 'is a link whose target cannot be read', true]);
    else if (!builder.add(target === undefined ? item : { kind: 'link', name, target })) break;
  }
  return builder.finish();
}

function unpackZip(source: ByteSource, context: UnpackContext): Unpacked {
  const log = problemLog();
  const directory = findDirectory(source);
  const headerOf = localHeadersOf(source);
  if (!directory) noteDirectory(log, ['it has no central directory: it is cut or no zip at all'], true);
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

/** zip and everything that is one: jar, war, whl … Nothing is inflated before it is asked for. */
export const zip = {
  id: 'zip',
  title: 'zip archives',
  recognises,
  async unpack(origin, context) {
    if (origin.kind !== 'archive') throw new TypeError('a zip is a file');
    return unpackZip(origin.bytes, context);
  },
} satisfies Unpacker;
