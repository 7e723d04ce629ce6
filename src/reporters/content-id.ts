import { createHash } from 'node:crypto';
import type { Report } from '../model/index.js';

/** Hex sha256 of a list of strings, with clear borders between them. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Hex sha256 of a report's content: a reproducible identity for formats that require one. */
export function reportDigest(report: Report): string {
  const { artifacts, functions, ...rest } = report;
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const part of [...artifacts, ...functions]) hash.update(JSON.stringify(part));
  return hash.digest('hex');
}

/** A digest in the form of a UUID of version 8, which leaves its content to the maker. https://www.rfc-editor.org/rfc/rfc9562#section-5.8 */
export function uuidOf(digest: string): string {
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    variant + digest.slice(17, 20),
    digest.slice(20, 32),
  ].join('-');
}
