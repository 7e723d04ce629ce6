import type { FingerprintIndex } from '../../fingerprints/index.js';

/**
 * How believable it is that hoisted statements are of a file, 0 to 1, by the share of the file that all statements together
 * have. Bundlers hoist ECMAScript modules and leave out what is not used of them; of others only Rollup hoists some, whole:
 * what of them is largely missing is another package's copy.
 */
const MODULE = { least: 0.5, most: 1 };
const NO_MODULE = { least: 0.3, most: 0.9 };

/**
 * @param shared what all statements together share with each file, by its number.
 * @param usual what files weigh.
 */
export function fileTrust(
  { files }: FingerprintIndex,
  shared: Float64Array,
  usual: (file: number) => number,
): (file: number) => number {
  return (number) => {
    const share = Math.min(1, (shared[number] ?? 0) / Math.max(1, usual(number)));
    const { least, most } = files[number]?.isModule ? MODULE : NO_MODULE;
    return least + (most - least) * share;
  };
}
