import { isInPackageFolder } from '../ecosystems/index.js';
import { beyondLimit, bytesInMemory, limitOf, type FileTree } from '../files/index.js';
import type { Problem } from '../model/index.js';
import { peekTarNames } from './tar/tar-peek.js';
import { endsAsZip, holdsEntries, mayEndAsZip } from './zip/end-record.js';

/** Documents that are zips but never archives of code. */
const DOCUMENT_NAMES = /\.(?:docx|xlsx|pptx|od[tsp]|epub)$/i;
/** Extensions of code, text and media. A file with one of these that begins as a zip is disguised. */
const OTHER_TYPE_NAMES =
  /\.(?:[cm]?[jt]sx?|json\d?|map|md|txt|html?|s?css|less|xml|ya?ml|toml|ini|csv|tsv|sql|graphql|proto|wasm|node|so(?:\.[\d.]+)?|dll|dylib|exe|pyc?|pyd|rb|php|class|go|rs|sh|pem|crt|key|png|jpe?g|gif|webp|svg|ico|pdf|woff2?|ttf|otf|eot|mp[34]|webm|doc|xls|ppt|sqlite3?|db|onnx|license|lock)$/i;
/** Bytes of the smallest zip with one file; a tar archive is larger. */
const MIN_BYTES = 100;

const NO_BYTES = new Uint8Array();
const ZIP_HEAD = [0x50, 0x4b, 0x03, 0x04];

function beginsAsZip(bytes: Uint8Array): boolean {
  return ZIP_HEAD.every((byte, at) => bytes[at] === byte);
}

function isArchive(bytes: Uint8Array): boolean {
  return beginsAsZip(bytes) || peekTarNames(bytesInMemory(bytes)).length > 0;
}

interface Candidates {
  readonly paths: readonly string[];
  /** Files whose names claim another type. Only their first and last bytes are read. */
  readonly named: readonly string[];
  /** Files that are beyond the limit of bytes to read. */
  readonly excess: readonly string[];
}

function candidatesIn(tree: FileTree, isArchiveName: (path: string) => boolean): Candidates {
  const paths: string[] = [];
  const named: string[] = [];
  const excess: string[] = [];
  let left = limitOf('disguised-archives');
  for (const { path, size } of tree.files.values()) {
    if (size < MIN_BYTES || isArchiveName(path)) continue;
    if (DOCUMENT_NAMES.test(path) || isInPackageFolder(path)) continue;
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
  /** Sorted. */
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

function amidOtherBytes(path: string): Problem {
  const message = 'The file holds a zip between other bytes, which was not opened.';
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}

/** Paths of possible archives, by which end of the file was recognised. */
interface Looks {
  /** Files that begin as archives do. */
  readonly begun: Set<string>;
  /** Files that may end as a zip does, behind other bytes. */
  readonly ended: Set<string>;
}

/** Reads the ends of files. @returns those whose starts are still to be read: a small file's tail includes its start. */
async function lookAtEnds(
  tree: FileTree,
  paths: readonly string[],
  { begun, ended }: Looks,
): Promise<readonly string[]> {
  const cut: string[] = [];
  for await (const { path, bytes = NO_BYTES } of tree.readTails(paths)) {
    if (bytes.length !== tree.files.get(path)?.size) cut.push(path);
    else if (beginsAsZip(bytes)) begun.add(path);
    if (mayEndAsZip(bytes)) ended.add(path);
  }
  return cut;
}

/** Reads the starts of files. A file that cannot be read is skipped here: the reader of its claimed type reports it. */
async function lookAtStarts(tree: FileTree, paths: readonly string[], { begun }: Looks): Promise<void> {
  for await (const { path, bytes = NO_BYTES } of tree.readHeads(paths))
    if (beginsAsZip(bytes)) begun.add(path);
}

/** Finds zips behind other bytes: a program that unzips `logo.png` locates the zip by its end. */
async function appendedZips(tree: FileTree, paths: Iterable<string>): Promise<DisguisedArchives> {
  const found: string[] = [];
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else if (endsAsZip(bytesInMemory(bytes))) found.push(path);
    else if (holdsEntries(bytesInMemory(bytes))) problems.push(amidOtherBytes(path));
  }
  return { paths: found, problems };
}

/**
 * Finds archives whose names do not show it: zip or tar archives under neutral names (`data.bin`, `payload`), and zips
 * under names of other types (`logo.png`), also behind other bytes.
 * @param isArchiveName whether a name is that of an archive; such files are skipped.
 */
export async function disguisedArchives(
  tree: FileTree,
  isArchiveName: (path: string) => boolean,
): Promise<DisguisedArchives> {
  const looks: Looks = { begun: new Set(), ended: new Set() };
  const { paths, named, excess } = candidatesIn(tree, isArchiveName);
  const problems = tooMuch(excess);
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else if (isArchive(bytes)) looks.begun.add(path);
    else if (mayEndAsZip(bytes)) looks.ended.add(path);
  }
  await lookAtStarts(tree, await lookAtEnds(tree, named, looks), looks);
  const appended = await appendedZips(
    tree,
    [...looks.ended].filter((path) => !looks.begun.has(path)),
  );
  return { paths: [...looks.begun, ...appended.paths].sort(), problems: [...problems, ...appended.problems] };
}
