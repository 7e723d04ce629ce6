import type { ZipEntry } from './zip-entry.js';

/** Bytes of contents that are kept at once. More save inflating at the price of memory. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Contents of entries that were inflated to their end for their last bytes alone, for the step that reads them next. */
export interface KeptEntries {
  keep(entry: ZipEntry, bytes: Uint8Array): void;
  /** The content of an entry, once; undefined where it was not kept. */
  take(entry: ZipEntry): Uint8Array | undefined;
}

export function keptEntries(maxBytes = KEPT_BYTES): KeptEntries {
  const kept = new Map<ZipEntry, Uint8Array>();
  let left = maxBytes;
  return {
    keep(entry, bytes) {
      if (kept.has(entry) || bytes.length !== entry.size || bytes.length > left) return;
      left -= bytes.length;
      kept.set(entry, bytes);
    },
    take(entry) {
      const bytes = kept.get(entry);
      if (!bytes) return undefined;
      kept.delete(entry);
      left += bytes.length;
      return bytes;
    },
  };
}
