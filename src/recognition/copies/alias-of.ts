import { MIN_FILES_OF_ALIAS, MIN_SHARE_OF_ALIAS } from '../parameters/copies.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { filesByPackage } from '../index/files-by-package.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { matchIndexed, sameIn } from './original-files.js';
import type { EvidencedCopy } from '../evidenced-copy.js';

function isKnown(name: string, index: FingerprintIndex): boolean {
  return index.listed(name) !== null || index.packages.some((each) => each.name === name);
}

/** Whether most files of an evidenced copy have paths of a package's files. */
function isLaidOutAs(name: string, { originals }: EvidencedCopy, index: FingerprintIndex): boolean {
  const files = index.packages.flatMap((each) =>
    each.name === name ? (filesByPackage(index).get(each) ?? []) : [],
  );
  const paths = new Set(files.map(({ path }) => path));
  const there = originals.filter(({ path }) => paths.has(path)).length;
  return there >= MIN_FILES_OF_ALIAS && there >= MIN_SHARE_OF_ALIAS * originals.length;
}

/**
 * Whether an evidenced copy is a recognised package in a folder of another name, as `npm:` aliases make it: no package of the
 * folder's name is known, and the recognised package has its files.
 */
export function isAliasOf(
  { name }: RecognisedCopy,
  evidenced: EvidencedCopy,
  index: FingerprintIndex,
): boolean {
  if (isKnown(evidenced.owner.name, index)) return false;
  const hashed = evidenced.originals.filter(({ hash }) => hash !== null);
  return sameIn(matchIndexed(name, hashed, index)).length > 0 || isLaidOutAs(name, evidenced, index);
}
