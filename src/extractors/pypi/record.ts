import { below } from '../../files/index.js';

/** One line of a RECORD: `path,sha256=…,size`; a path with a comma or a quote is in quotes. */
const LINE = /^(?:"((?:[^"]|"")*)"|([^",]*)),([^,]*),?/;
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

/**
 * Files that a RECORD lists and that are there, with their hashes (`sha256=…`, null where none is recorded).
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function readRecord(text: string, place: RecordPlace): Map<string, string | null> {
  const files = new Map<string, string | null>();
  for (const line of text.split('\n')) {
    const [, quoted, plain, hash = ''] = LINE.exec(line.trim()) ?? [];
    const path = quoted?.replaceAll('""', '"') ?? plain;
    const found = path ? placeOf(path, place) : null;
    if (found !== null && isOwnPlace(found, place.site)) files.set(found, hash || null);
  }
  return files;
}

/** The same of `installed-files.txt`, whose paths are relative to the folder of metadata. */
export function readInstalledFiles(
  text: string,
  folder: string,
  place: RecordPlace,
): Map<string, string | null> {
  const files = new Map<string, string | null>();
  for (const line of text.split('\n')) {
    const path = normalised(below(folder, line.trim()));
    if (path && place.hasFile(path) && isOwnPlace(path, place.site)) files.set(path, null);
  }
  return files;
}
