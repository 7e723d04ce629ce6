import { createHash } from 'node:crypto';
import { below } from '../../files/index.js';

/** One line of a RECORD: `path,sha256=…,size`; a path with a comma or a quote is in quotes. */
const LINE = /^(?:"((?:[^"]|"")*)"|([^",]*)),([^,]*)(?:,(\d{1,15}))?/;
const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/])/;

/** The path below the artifact; null when it leads out of it. */
function normalised(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** What a list of files says about one of them. */
export interface RecordedFile {
  /** `sha256=…` in URL-safe base64, of some tools in hexadecimal; null where none is recorded. */
  readonly hash: string | null;
  /** Bytes; null where no size is recorded. */
  readonly size: number | null;
}

export interface RecordPlace {
  /** The folder that paths are relative to. */
  readonly site: string;
  readonly hasFile: (path: string) => boolean;
}

/** `bin/` beside the modules, as `--target` has it: its RECORD names the place above `site-packages`. */
const ABOVE = /^(?:\.\.\/)+/;
/** Folders of a wheel that installers move; some unpack wheels themselves and leave RECORD as it was. */
const MOVED = /^[^/]+\.data\/(?:purelib|platlib)\//;

/** The file of the artifact that an entry means; null when there is none, or when it is no place of a package's file. */
function placeOf(path: string, { site, hasFile }: RecordPlace): string | null {
  if (ABSOLUTE.test(path) || path.includes('\\') || path.includes('\0')) return null;
  const direct = normalised(below(site, path));
  if (direct !== null && hasFile(direct)) return direct;
  const inside = path.replace(ABOVE, '').replace(MOVED, '');
  const moved = inside === path ? null : normalised(below(site, inside));
  return moved !== null && hasFile(moved) ? moved : null;
}

/** Whether an entry above the folder of modules may be a package's: scripts, data and headers, not modules of others. */
function isOwnPlace(place: string, site: string): boolean {
  return site === '' || place.startsWith(`${site}/`) || /(?:^|\/)(?:bin|etc|include|share|man)\//.test(place);
}

/** Algorithms that nobody can forge, and a digest. */
const STRONG = /^(sha256|sha384|sha512)=([\w-]{40,140})=*$/;

export function isStrongHash(hash: string): boolean {
  return STRONG.test(hash);
}

/** Whether a file has a recorded hash. A weak one proves nothing. */
export function hasRecordedHash(bytes: Uint8Array, hash: string): boolean {
  const [, algorithm, digest] = STRONG.exec(hash) ?? [];
  if (algorithm === undefined) return false;
  const own = createHash(algorithm).update(bytes).digest();
  return own.toString('base64url') === digest || own.toString('hex') === digest;
}

function recorded(hash: string, size: string | undefined): RecordedFile {
  return { hash: hash === '' ? null : hash, size: size === undefined ? null : Number(size) };
}

/**
 * Files that a RECORD lists and that are there.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function readRecord(text: string, place: RecordPlace): Map<string, RecordedFile> {
  const files = new Map<string, RecordedFile>();
  for (const line of text.split('\n')) {
    const [, quoted, plain, hash = '', size] = LINE.exec(line.trim()) ?? [];
    const path = quoted?.replaceAll('""', '"') ?? plain;
    const found = path ? placeOf(path, place) : null;
    if (found !== null && isOwnPlace(found, place.site)) files.set(found, recorded(hash, size));
  }
  return files;
}

/** The same of `installed-files.txt`, whose paths are relative to the folder of metadata. */
export function readInstalledFiles(
  text: string,
  folder: string,
  place: RecordPlace,
): Map<string, RecordedFile> {
  const files = new Map<string, RecordedFile>();
  for (const line of text.split('\n')) {
    const path = normalised(below(folder, line.trim()));
    if (path && place.hasFile(path) && isOwnPlace(path, place.site))
      files.set(path, { hash: null, size: null });
  }
  return files;
}
