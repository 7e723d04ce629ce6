import { ScanError } from '../../model/index.js';

/** The file with the digest of every other file. Its format is that of `sha256sum`, so that no tool of ours is needed. */
export const SUMS_FILE = 'SHA256SUMS';
/** A signature of it by a key, in base64. */
export const SIGNATURE_FILE = 'SHA256SUMS.sig';
/** Larger lists are not read: 100,000 files of 200 bytes a line. */
export const MAX_SUMS_BYTES = 20 * 1024 * 1024;

/** Hex digests by path. */
export type Sums = ReadonlyMap<string, string>;

/** A path that this tool writes: relative, without a way out and without letters that shells or terminals take for more. */
const PATH = /^[\w.@+=-]+(?:\/[\w.@+=-]+){0,3}$/;
const LINE = /^([0-9a-f]{64}) {2}(\S+)$/;

export function isSealedPath(path: string): boolean {
  return PATH.test(path) && !path.split('/').some((part) => part === '.' || part === '..');
}

export function renderSums(sums: Sums): string {
  const paths = [...sums.keys()].sort();
  return paths.map((path) => `${sums.get(path)}  ${path}\n`).join('');
}

function malformed(why: string): ScanError {
  return new ScanError('data', `It is not as stowaway writes it: ${why}.`, {
    hint: 'It was changed, or it is of another tool. Make the evidence again.',
  });
}

/** @throws ScanError `data` unless it is, byte for byte, what `renderSums` writes for its content. */
export function parseSums(text: string): Sums {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, path] = LINE.exec(line) ?? [];
    if (digest === undefined || path === undefined || !isSealedPath(path))
      throw malformed('a line has another form');
    if (path === SUMS_FILE || path === SIGNATURE_FILE) throw malformed('it names itself or its signature');
    sums.set(path, digest);
  }
  if (sums.size === 0) throw malformed('it names no file');
  if (renderSums(sums) !== text) throw malformed('its lines have another order, or one stands twice');
  return sums;
}
