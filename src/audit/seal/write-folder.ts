import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../locks/index.js';
import { isSystemError, ScanError, systemReason } from '../../model/index.js';
import { signText, type KeyFile } from './key-signature.js';
import { isSealedPath, renderSums, SIGNATURE_FILE, SUMS_FILE } from './sums.js';

/** A file of the evidence, in pieces. */
export interface SealedFile {
  readonly path: string;
  readonly pieces: Iterable<string>;
}

/** The evidence names functions and their findings: only its owner may read it at first. */
const FILE_MODE = 0o600;

/** @returns the digest in hex. */
function writePieces(file: string, pieces: Iterable<string>): string {
  makeFolder(dirname(file));
  const descriptor = openSync(file, 'wx', FILE_MODE);
  const hash = createHash('sha256');
  try {
    for (const piece of pieces) {
      hash.update(piece);
      writeFileSync(descriptor, piece);
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

function writeAll(folder: string, files: Iterable<SealedFile>, key: KeyFile | null): void {
  const sums = new Map<string, string>();
  for (const { path, pieces } of files) {
    if (!isSealedPath(path)) throw new Error(`${path} is no path of evidence`);
    sums.set(path, writePieces(join(folder, path), pieces));
  }
  const text = renderSums(sums);
  writePieces(join(folder, SUMS_FILE), [text]);
  if (key) writePieces(join(folder, SIGNATURE_FILE), [signText(text, key)]);
}

/** Finds out, before the work, that a folder holds something already. @throws ScanError `usage` */
export function requireFreeFolder(folder: string): void {
  if (!existsSync(folder)) return;
  let entries: readonly string[] | null = null;
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  if (entries?.length === 0) return;
  throw new ScanError('usage', `${folder} is there already and is not an empty folder.`, {
    hint: 'Name another folder with --output, or remove this one.',
  });
}

/**
 * Writes evidence with the digests of its files, and signs them if a key is given. The folder appears when it is whole.
 * @throws ScanError `usage` when it cannot be written.
 */
export function writeSealedFolder(folder: string, files: Iterable<SealedFile>, key: KeyFile | null): void {
  const target = resolve(folder);
  let made: string | null = null;
  try {
    makeFolder(dirname(target));
    made = mkdtempSync(join(dirname(target), '.stowaway-evidence-'));
    writeAll(made, files, key);
    renameSync(made, target);
    made = null;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ScanError('usage', `The evidence could not be written to ${folder}: ${systemReason(cause)}.`, {
      hint: 'Name a new or empty folder on a disk with free space.',
      cause,
    });
  } finally {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  }
}
