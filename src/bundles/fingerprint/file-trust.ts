import type { IndexedFile } from '../../fingerprints/index.js';
import { usualWeight, type FileScore, type FileWeigher } from './file-scores.js';

/**
 * How believable it is that hoisted statements are of a file, 0 to 1, by the share of the file that all statements together
 * have. Bundlers hoist ECMAScript modules and leave out what is not used of them; of others only Rollup hoists some, whole:
 * what of them is largely missing is another package's copy.
 */
const MODULE = { least: 0.5, most: 1 };
const NO_MODULE = { least: 0.3, most: 0.9 };

/** @param scores what all statements together share with each file. */
export function fileTrust(scores: readonly FileScore[], weigh: FileWeigher): (file: IndexedFile) => number {
  const weights = new Map(scores.map(({ file, weight }) => [file, weight]));
  return (file) => {
    const share = Math.min(1, (weights.get(file) ?? 0) / Math.max(1, usualWeight(weigh(file))));
    const { least, most } = file.isModule ? MODULE : NO_MODULE;
    return least + (most - least) * share;
  };
}
