import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { ScanError } from '../model/index.js';

/** The licences of indexed packages that the package ships. */
export const LICENSE_FILE = fileURLToPath(new URL('../../data/npm-licenses.bin', import.meta.url));

/** A larger text is no list of licences. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

function readBytes(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}

/** Hash of the shipped list, hex: stored results depend on it. Null without a list. */
export function licenseDigest(): string | null {
  const bytes = readBytes(LICENSE_FILE);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** The text of a list of licences; null where there is no such file. @throws ScanError when it is damaged. */
export function readLicenseText(path: string): string | null {
  const bytes = readBytes(path);
  if (bytes === null) return null;
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8');
  } catch (cause) {
    throw new ScanError('data', `The list of licences ${path} is damaged.`, {
      hint: 'Reinstall stowaway.',
      cause,
    });
  }
}

/** Writes a list of licences atomically. @returns the bytes of the file. */
export function writeLicenseFile(path: string, text: string): number {
  const packed = brotliCompressSync(text);
  writeFileSync(`${path}.${process.pid}`, packed);
  renameSync(`${path}.${process.pid}`, path);
  return packed.length;
}
