import { existsSync } from 'node:fs';
import type { FingerprintIndex } from '../fingerprints/index.js';
import { DEFAULT_INDEX_FILE, openIndexFile, readIndexHead, type IndexHead } from './index-file.js';

/** An index on disk; plain data, workers open it when they need it. */
export interface FingerprintFile extends IndexHead {
  readonly path: string;
}

/**
 * The index that a scan compares bundled code with.
 * @param path undefined: the one that the package ships, if it is there; null: none.
 * @throws ScanError when the file that is named is no index.
 */
export function fingerprintFile(path?: string | null): FingerprintFile | null {
  if (path === null || (path === undefined && !existsSync(DEFAULT_INDEX_FILE))) return null;
  const file = path ?? DEFAULT_INDEX_FILE;
  return { path: file, ...readIndexHead(file) };
}

/** A thread analyses many artifacts: it opens an index once. */
let opened: { readonly sha256: string; readonly index: Promise<FingerprintIndex> } | null = null;

/** Opens an index at the first call. */
export function fingerprintSource(file: FingerprintFile | null): () => Promise<FingerprintIndex | null> {
  return async () => {
    if (!file) return null;
    if (opened?.sha256 !== file.sha256) opened = { sha256: file.sha256, index: openIndexFile(file.path) };
    return opened.index;
  };
}
