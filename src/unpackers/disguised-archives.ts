import { beyondLimit, bytesInMemory, limitOf, type FileTree } from '../files/index.js';
import type { Problem } from '../model/index.js';
import { archiveFormatOf, isReadFormat, type ArchiveFormat } from './archive-formats.js';
import { endsAsZip, holdsEntries, mayEndAsZip } from './zip/end-record.js';

/** Extensions of code, text and media. A file with one of these that begins as an archive is disguised. */
const OTHER_TYPE_NAMES =
  /\.(?:[cm]?[jt]sx?|json\d?|map|md|txt|html?|s?css|less|xml|ya?ml|toml|ini|csv|tsv|sql|graphql|proto|wasm|node|so(?:\.[\d.]+)?|dll|dylib|exe|pyc?|pyd|rb|php|class|go|rs|sh|pem|crt|key|png|jpe?g|gif|webp|svg|ico|pdf|woff2?|ttf|otf|eot|mp[34]|webm|doc|xls|ppt|sqlite3?|db|onnx|license|lock)$/i;
/** Bytes of the smallest compressed file with content: gzip adds 18 bytes. Archives are larger. */
const MIN_BYTES = 20;

const NO_BYTES = new Uint8Array();
interface Candidates {
  readonly paths: readonly string[];
  /** Files whose names claim another type. Only their first and last bytes are read. */
  readonly named: readonly string[];
  /** Files that are beyond the limit of bytes to read. */
  readonly excess: readonly string[];
}

function candidatesIn(tree: FileTree, isPassedOver: (path: string) => boolean): Candidates {
  const paths: string[] = [];
  const named: string[] = [];
  const excess: string[] = [];
  let left = limitOf('disguised-archives');
  for (const { path, size } of tree.files.values()) {
    if (size < MIN_BYTES || isPassedOver(path)) continue;
    if (OTHER_TYPE_NAMES.test(path)) named.push(path);
    else if (size > left) excess.push(path);
    else {
      left -= size;
      paths.push(path);
    }
  }
  return { paths, named, excess };
}

function tooMuch(paths: readonly string[]): Problem[] {
  const [path] = paths;
  if (path === undefined) return [];
  const message = `${paths.length} files were not searched for archives: more than ${limitOf('disguised-archives')} bytes are in files whose names do not show their type.`;
  return [beyondLimit('disguised-archives', path, message)];
}

export interface DisguisedArchives {
  /** Archives to open, sorted. */
  readonly paths: readonly string[];
  /** Archives of formats without a reader. */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
}

function amidOtherBytes(path: string): Problem {
  const message = 'The file holds a zip between other bytes, which was not opened.';
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}

/** Paths of possible archives, by which end of the file was recognised. */
interface Looks {
  /** Files that begin as an archive of a known format does. */
  readonly begun: Map<string, ArchiveFormat>;
  /** Files that may end as a zip does, behind other bytes. */
  readonly ended: Set<string>;
}

function lookAtStart(path: string, bytes: Uint8Array, { begun }: Looks): void {
  const format = archiveFormatOf(bytes);
  if (format !== undefined) begun.set(path, format);
}

/** Reads the ends of files. @returns those whose starts are still to be read: a small file's tail includes its start. */
async function lookAtEnds(
  tree: FileTree,
  paths: readonly string[],
  looks: Looks,
): Promise<readonly string[]> {
  const cut: string[] = [];
  for await (const { path, bytes = NO_BYTES } of tree.readTails(paths)) {
    if (bytes.length !== tree.files.get(path)?.size) cut.push(path);
    else lookAtStart(path, bytes, looks);
    if (mayEndAsZip(bytes)) looks.ended.add(path);
  }
  return cut;
}

/** Reads the starts of files. A file that cannot be read is skipped here: the reader of its claimed type reports it. */
async function lookAtStarts(tree: FileTree, paths: readonly string[], looks: Looks): Promise<void> {
  for await (const { path, bytes = NO_BYTES } of tree.readHeads(paths)) lookAtStart(path, bytes, looks);
}

/** Finds zips behind other bytes: a program that unzips `logo.png` locates the zip by its end. */
async function appendedZips(
  tree: FileTree,
  paths: Iterable<string>,
): Promise<Pick<DisguisedArchives, 'paths' | 'problems'>> {
  const found: string[] = [];
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else if (endsAsZip(bytesInMemory(bytes))) found.push(path);
    else if (holdsEntries(bytesInMemory(bytes))) problems.push(amidOtherBytes(path));
  }
  return { paths: found, problems };
}

function formatIn(begun: Looks['begun'], isWanted: (format: ArchiveFormat) => boolean): string[] {
  return [...begun].filter(([, format]) => isWanted(format)).map(([path]) => path);
}

/**
 * Finds archives whose names do not show it, by their first bytes; and zips behind other bytes.
 * @param isPassedOver whether a file is not searched, because its name shows an archive or a package owns it.
 */
export async function disguisedArchives(
  tree: FileTree,
  isPassedOver: (path: string) => boolean,
): Promise<DisguisedArchives> {
  const looks: Looks = { begun: new Map(), ended: new Set() };
  const { paths, named, excess } = candidatesIn(tree, isPassedOver);
  const problems = tooMuch(excess);
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else {
      lookAtStart(path, bytes, looks);
      if (mayEndAsZip(bytes)) looks.ended.add(path);
    }
  }
  await lookAtStarts(tree, await lookAtEnds(tree, named, looks), looks);
  const { begun, ended } = looks;
  const appended = await appendedZips(
    tree,
    [...ended].filter((path) => begun.get(path) !== 'zip'),
  );
  const opened = formatIn(begun, isReadFormat);
  const unread = formatIn(begun, (format) => !isReadFormat(format));
  // A file that ends as a zip is opened as one, so the archive in front of the zip is not read.
  const hiding = appended.paths.filter((path) => opened.includes(path));
  return {
    paths: [...new Set([...opened, ...appended.paths])].sort(),
    unread: [...unread, ...hiding].sort(),
    problems: [...problems, ...appended.problems],
  };
}
