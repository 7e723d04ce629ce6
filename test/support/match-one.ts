import { matchPackages } from '../../src/advisories/match/match.js';
import type { Finding, Package } from '../../src/model/index.js';
import { storeFor } from './advisory-database.js';

/** Findings on a package when these records are all that is known. */
export function findingsOf(pkg: Package, ...records: readonly Uint8Array[]): Finding[] {
  const store = storeFor(['npm', pkg.ecosystem], records);
  try {
    return matchPackages([pkg], store);
  } finally {
    store.close();
  }
}

/** The first of them. */
export function findingOf(pkg: Package, ...records: readonly Uint8Array[]): Finding {
  const [finding] = findingsOf(pkg, ...records);
  if (!finding) throw new Error('no finding');
  return finding;
}
