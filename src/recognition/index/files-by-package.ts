import { groupBy } from '../../model/index.js';
import type { FingerprintIndex, IndexedFile, IndexedPackage } from './fingerprint-index.js';

type FilesByPackage = ReadonlyMap<IndexedPackage, readonly IndexedFile[]>;

/** One result per index: an index holds tens of thousands of files. */
const known = new WeakMap<FingerprintIndex, FilesByPackage>();

/** The files of each package, in their order. */
export function filesByPackage(index: FingerprintIndex): FilesByPackage {
  const seen = known.get(index);
  if (seen) return seen;
  const files = groupBy(index.files, (file) => [file.package]);
  known.set(index, files);
  return files;
}
