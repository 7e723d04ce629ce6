import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { readUserBytes } from '../files/index.js';
import { ScanError } from '../model/index.js';
import type { ClassStore, ReleaseStore } from '../release-files/index.js';

/** The store of Python releases that the package ships. */
export const RELEASE_STORE_FILE = fileURLToPath(new URL('../../data/python-releases.bin', import.meta.url));

/** The store of classes of Java libraries that the package ships. */
export const CLASS_STORE_FILE = fileURLToPath(new URL('../../data/java-classes.bin', import.meta.url));

/** The uncompressed first line of a store. */
export interface ReleaseStoreHead {
  /** Hash of the text, hex: stored results depend on it. */
  readonly sha256: string;
  readonly packages: number;
  readonly releases: number;
  /** ISO date of the newest release in it. */
  readonly asOf: string;
}

const MAX_HEAD_BYTES = 256;
/** A larger text is no store. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const HEAD = /^STOWREL1 ([0-9a-f]{64}) (\d{1,9}) (\d{1,9}) (\d{4}-\d\d-\d\d)\n/;
const HINT = 'Reinstall stowaway.';

function damaged(path: string, cause?: unknown): ScanError {
  return new ScanError('data', `The store of published releases ${path} is damaged.`, { hint: HINT, cause });
}

function headIn(path: string, bytes: Buffer): { readonly head: ReleaseStoreHead; readonly length: number } {
  const [line = '', sha256 = '', packages, releases, asOf = ''] =
    HEAD.exec(bytes.toString('latin1', 0, MAX_HEAD_BYTES)) ?? [];
  if (line === '') throw damaged(path);
  const head = { sha256, packages: Number(packages), releases: Number(releases), asOf };
  return { head, length: line.length };
}

/** Reads the head of a store; null where there is no such file. @throws ScanError when it is no store. */
export function readReleaseStoreHead(path: string): ReleaseStoreHead | null {
  const buffer = Buffer.alloc(MAX_HEAD_BYTES);
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return null;
  }
  readSync(descriptor, buffer);
  closeSync(descriptor);
  return headIn(path, buffer).head;
}

function readText(path: string): string {
  const bytes = readUserBytes({ path, what: 'store of published releases', hint: HINT });
  const { head, length } = headIn(path, bytes);
  let text: Buffer;
  try {
    text = inflateRawSync(bytes.subarray(length), { maxOutputLength: MAX_TEXT_BYTES });
  } catch (cause) {
    throw damaged(path, cause);
  }
  if (createHash('sha256').update(text).digest('hex') !== head.sha256) throw damaged(path);
  return text.toString('utf8');
}

/** Opens a store. @throws ScanError when it is missing or damaged. */
export async function openReleaseStoreFile(path: string): Promise<ReleaseStore> {
  const text = readText(path);
  // Loaded late: most scans meet no such code.
  const { openReleaseStore } = await import('../release-files/index.js');
  return openReleaseStore(text);
}

/** Opens a store of classes. @throws ScanError when it is missing or damaged. */
export async function openClassStoreFile(path: string): Promise<ClassStore> {
  const text = readText(path);
  const { openClassStore } = await import('../release-files/index.js');
  return openClassStore(text);
}

/** Writes a store atomically. @returns the bytes of the file. */
export function writeReleaseStoreFile(
  path: string,
  text: string,
  { packages, releases, asOf }: Omit<ReleaseStoreHead, 'sha256'>,
): number {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const head = Buffer.from(`STOWREL1 ${sha256} ${packages} ${releases} ${asOf}\n`);
  const packed = deflateRawSync(text, { level: constants.Z_BEST_COMPRESSION });
  writeFileSync(`${path}.${process.pid}`, Buffer.concat([head, packed]));
  renameSync(`${path}.${process.pid}`, path);
  return head.length + packed.length;
}
