import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { filesByPackage } from '../index/files-by-package.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { matchIndexed, sameIn } from './original-files.js';
import type { EvidencedCopy } from '../evidenced-copy.js';

/** Files of one name tell little: so many must be there, and so much of all. */
const LEAST_FILES = 3;
const LEAST_SHARE = 0.6;

function isKnown(name: string, index: FingerprintIndex): boolean {
  return index.listed(name) !== null || index.packages.some((each) => each.name === name);
}

/** Whether most files of a told copy stand where a package has files. */
function isLaidOutAs(name: string, { originals }: EvidencedCopy, index: FingerprintIndex): boolean {
  const files = index.packages.flatMap((each) =>
    each.name === name ? (filesByPackage(index).get(each) ?? []) : [],
  );
  const paths = new Set(files.map(({ path }) => path));
  const there = originals.filter(({ path }) => paths.has(path)).length;
  return there >= LEAST_FILES && there >= LEAST_SHARE * originals.length;
}

/**
 * Whether a told copy is a recognised package under another name, as `npm:` aliases put it into a folder: no such name is known,
 * and the package has its files.
 */
export function isAliasOf({ name }: RecognisedCopy, told: EvidencedCopy, index: FingerprintIndex): boolean {
  if (isKnown(told.owner.name, index)) return false;
  const hashed = told.originals.filter(({ hash }) => hash !== null);
  return sameIn(matchIndexed(name, hashed, index)).length > 0 || isLaidOutAs(name, told, index);
}
