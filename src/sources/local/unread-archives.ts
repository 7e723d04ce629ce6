import type { Problem } from '../../model/index.js';

/** Archives in unsupported formats, by file extension. */
const FORMATS: readonly (readonly [ending: RegExp, format: string])[] = [
  [/\.7z$/i, '7-Zip'],
  [/\.rar$/i, 'RAR'],
  [/\.(?:tar\.xz|txz)$/i, 'tar packed with xz'],
  [/\.(?:tar\.bz2|tbz2?)$/i, 'tar packed with bzip2'],
  [/\.(?:tar\.zst|tzst)$/i, 'tar packed with Zstandard'],
  [/\.tar\.(?:br|lz4?)$/i, 'packed tar'],
];

/** Whether a file name has the extension of an unsupported archive format. */
export function isUnreadArchiveName(name: string): boolean {
  return FORMATS.some(([ending]) => ending.test(name));
}

/** The problem of an unsupported archive: its format and the next step. @param path as reports show it. */
export function unreadArchive(path: string): Problem {
  const format = FORMATS.find(([ending]) => ending.test(path))?.[1] ?? 'unknown';
  const message =
    `${path} is an archive of a format that is not read (${format}): ` +
    'unpack it and scan the folder, or pack it as zip, tar or tar.gz.';
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}
