import { hash } from 'node:crypto';
import { machineCodeOf } from '../../program/index.js';
import type { Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import type { Matcher } from '../signature-schema.js';

type FileFacts = Extract<Matcher, { file: unknown }>['file'];

function longestLine(bytes: Uint8Array): number {
  let longest = 0;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return Math.max(longest, bytes.length - start);
}

const hashes = new WeakMap<Uint8Array, string>();

/** Hex. Several rules need it: computed once a file. */
export function sha256Of(bytes: Uint8Array): string {
  const known = hashes.get(bytes) ?? hash('sha256', bytes, 'hex');
  hashes.set(bytes, known);
  return known;
}

/** A file whose facts all match. */
export function matchFile({ path, bytes, entry }: ScannedFile, wanted: FileFacts): readonly Hit[] {
  // Cheap facts first.
  const checks = [
    () => bytes.length >= (wanted.minBytes ?? 0) && bytes.length <= (wanted.maxBytes ?? Infinity),
    () => wanted.executable === undefined || wanted.executable === entry.executable,
    () => wanted.magic === undefined || machineCodeOf(bytes) === wanted.magic,
    () => wanted.minLineBytes === undefined || longestLine(bytes) >= wanted.minLineBytes,
    () => wanted.sha256 === undefined || wanted.sha256.includes(sha256Of(bytes)),
  ];
  return checks.every((check) => check())
    ? [{ path, offset: 0, line: null, detail: `${bytes.length} bytes` }]
    : [];
}
