import type { FingerprintIndex, IndexedPackage } from './fingerprint-index.js';

const known = new WeakMap<FingerprintIndex, ReadonlySet<IndexedPackage>>();

/** The packages of an index with ECMAScript modules, in any version. */
export function modulePackages(index: FingerprintIndex): ReadonlySet<IndexedPackage> {
  const seen = known.get(index);
  if (seen) return seen;
  const found = new Set(index.files.flatMap((file) => (file.isEsModule ? [file.package] : [])));
  known.set(index, found);
  return found;
}
