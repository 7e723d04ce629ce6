import { createHash } from 'node:crypto';

/** Texts like fingerprints of classes, by their numbers. */
export function hashesOf(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    createHash('sha1')
      .update(String(first + index))
      .digest('hex')
      .slice(0, 12),
  );
}
