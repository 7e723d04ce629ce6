import { hasRecordedHash, isStrongHash, type RecordedFile } from '../../ecosystems/index.js';
import { isWithin, parentOf, type FileTree } from '../../files/index.js';
import { readElf } from '../../program/index.js';
import type { Difference } from './difference.js';
import { kindOf, mayBeCode } from './file-kinds.js';
import type { RecordedPackage, Records } from './read-records.js';

/** Why nothing can be said about a file whose hash is not the recorded one, or has none. */
export type Doubt =
  /** No hash is recorded. */
  | 'unhashed'
  /** Only a hash that others can forge is recorded. */
  | 'weak'
  /** `strip` made it smaller, or something did that looks the same. */
  | 'stripped'
  /** The first line of a script names another Python. */
  | 'moved'
  /** Its installer rewrites machine code after it wrote the list. */
  | 'rebuilt'
  /** Nearly all sources of the package are shorter than recorded. */
  | 'shortened'
  | 'unread';

export interface RecordedChanges {
  readonly differences: readonly Difference[];
  readonly doubts: ReadonlySet<Doubt>;
}

interface Changed {
  readonly path: string;
  readonly kind: 'script' | 'native';
  readonly bytes: number;
  readonly recorded: number | null;
}

/** What was seen of one package's files. */
interface Seen {
  readonly changed: Changed[];
  readonly doubts: Set<Doubt>;
  /** Sources that are not empty. */
  sources: number;
}

const PYTHON_LINE = /^#![^\n]{0,500}python/;
const CRLF = /\r\n/g;

/** The text with the other kind of line ends: tools that unpack or check out files change them. */
function otherLineEnds(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(
    text.includes('\r\n') ? text.replace(CRLF, '\n') : text.replaceAll('\n', '\r\n'),
    'latin1',
  );
}

/** Whether a file is as one of the lists has it. */
function isAsRecorded(path: string, bytes: Uint8Array, files: readonly RecordedFile[]): boolean {
  const hashes = files.flatMap(({ hash }) => hash ?? []);
  if (hashes.some((hash) => hasRecordedHash(bytes, hash))) return true;
  if (kindOf(path, bytes) !== 'script') return false;
  const other = otherLineEnds(bytes);
  return hashes.some((hash) => hasRecordedHash(other, hash));
}

function doubtAboutHashes(files: readonly RecordedFile[]): Doubt | null {
  const hashes = files.flatMap(({ hash }) => hash ?? []);
  if (hashes.length === 0) return 'unhashed';
  return hashes.some((hash) => isStrongHash(hash)) ? null : 'weak';
}

/** Honest reasons for another hash, as far as the file shows them. */
function honestReason(
  path: string,
  bytes: Uint8Array,
  { owner, size }: { readonly owner: RecordedPackage; readonly size: number | null },
): Doubt | null {
  const isCommand = !isWithin(path, owner.site) || /(?:^|\/)(?:bin|scripts)\/[^/]+$/.test(path);
  if (isCommand && PYTHON_LINE.test(Buffer.from(bytes).toString('latin1'))) return 'moved';
  const elf = readElf(bytes);
  if (!elf) return null;
  if (owner.installer === 'conda') return 'rebuilt';
  return elf.hasSymbols === false && size !== null && bytes.length < size ? 'stripped' : null;
}

function judge(path: string, bytes: Uint8Array, { seen, owner, files }: Judged): void {
  if (path.endsWith('.py')) seen.sources += 1;
  const doubt = doubtAboutHashes(files);
  const kind = path.endsWith('.pth') ? 'script' : kindOf(path, bytes);
  if (kind === 'data' || (doubt === null && isAsRecorded(path, bytes, files))) return;
  const [{ size }] = files;
  const reason = doubt ?? honestReason(path, bytes, { owner, size });
  if (reason) seen.doubts.add(reason);
  else seen.changed.push({ path, kind, bytes: bytes.length, recorded: size });
}

interface Judged {
  readonly seen: Seen;
  readonly owner: RecordedPackage;
  /** What lists say about the file: at least one does. */
  readonly files: readonly [RecordedFile, ...RecordedFile[]];
}

/** Tools that shorten sources (python-minifier) change nearly all of a package's, and lengthen none. */
const SHORTENED_SHARE = 0.8;
const SHORTENED_COUNT = 2;

function isShortened(changed: readonly Changed[], sources: number): boolean {
  const own = changed.filter(({ path }) => path.endsWith('.py'));
  if (own.length < SHORTENED_COUNT || own.length < sources * SHORTENED_SHARE) return false;
  return own.every(({ bytes, recorded }) => recorded !== null && bytes < recorded);
}

/** Where a package lies, and the name of the list that its files are compared with. */
type Place = Pick<RecordedPackage, 'site'> & Pick<Records, 'source'>;

function differenceOf({ path, kind, bytes, recorded }: Changed, { site, source }: Place): Difference {
  const inside = isWithin(path, site) && site !== '' ? path.slice(site.length + 1) : path;
  const was = recorded === null ? '' : `, ${recorded} in ${source}`;
  const detail = `${bytes} bytes${was}; the hash differs${kind === 'native' ? ' (machine code)' : ''}`;
  return {
    rule: 'tampered-code',
    severity: 'high',
    text: `${inside} is changed`,
    evidence: [{ path, line: null, detail }],
  };
}

function changesOf({ changed, doubts, sources }: Seen, place: Place): RecordedChanges {
  if (!isShortened(changed, sources))
    return { differences: changed.map((one) => differenceOf(one, place)), doubts };
  const others = changed.filter(({ path }) => !path.endsWith('.py'));
  return {
    differences: others.map((one) => differenceOf(one, place)),
    doubts: new Set([...doubts, 'shortened']),
  };
}

/** Whether a file of a package can be code. Its own metadata is none; only `.pth` files beside its modules run. */
function isWanted(path: string, { site, folder }: RecordedPackage): boolean {
  if (isWithin(path, folder) || path.endsWith('.pyc')) return false;
  return mayBeCode(path) || (path.endsWith('.pth') && parentOf(path) === site);
}

/** Files that lists have, that are there, and that may be code, each with its package. */
function listedCode(tree: FileTree, packages: readonly RecordedPackage[]): Map<string, RecordedPackage> {
  const wanted = new Map<string, RecordedPackage>();
  for (const one of packages)
    for (const path of one.files.keys())
      if (tree.files.has(path) && !wanted.has(path) && isWanted(path, one)) wanted.set(path, one);
  return wanted;
}

/** Compares files of packages with the hashes that their installers recorded. */
export async function recordedChanges(
  tree: FileTree,
  { packages, listed, source }: Records,
): Promise<ReadonlyMap<RecordedPackage, RecordedChanges>> {
  const seenOf = (one: RecordedPackage): [RecordedPackage, Seen] => [
    one,
    { changed: [], doubts: new Set(), sources: 0 },
  ];
  const all = new Map(packages.map(seenOf));
  const wanted = listedCode(tree, packages);
  for await (const { path, bytes } of tree.readMany(wanted.keys())) {
    const owner = wanted.get(path)!;
    const seen = all.get(owner)!;
    if (!bytes) seen.doubts.add('unread');
    else if (bytes.length > 0) judge(path, bytes, { seen, owner, files: listed.get(path)! });
  }
  return new Map([...all].map(([one, seen]) => [one, changesOf(seen, { site: one.site, source })]));
}
