import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import type { ModuleRegion } from '../../syntax/index.js';

/**
 * How believable it is that hoisted statements are of a file, 0 to 1, by the share of the file that all statements together
 * have. Bundlers hoist ECMAScript modules and leave out what is not used of them; of others only Rollup hoists some, whole:
 * what of them is largely missing is another package's copy. Where the others are wrapped, it is likely one altogether.
 */
const MODULE = { least: 0.5, most: 1 };
const NO_MODULE = { least: 0.3, most: 0.9 };
const WRAPPED_ELSEWHERE = { least: 0.15, most: 0.45 };
/** And not at all of one when ECMAScript modules of its package have nearly as much of it. */
const LEAST_IN_MODULES = 0.9;

/** Whether a bundler wraps all modules that are no ECMAScript modules: most are that are kept apart. */
export function wrapsOthers(modules: readonly ModuleRegion[]): boolean {
  const wrapped = modules.filter(({ isGuarded }) => !isGuarded).length;
  return wrapped > modules.length - wrapped;
}

export interface FileEvidence {
  /** What all statements together share with each file, by its number. */
  readonly shared: Float64Array;
  /** What files weigh. */
  readonly usual: (file: number) => number;
  /** See `wrapsOthers`. */
  readonly areOthersWrapped: boolean;
}

/** What all statements together share with the ECMAScript modules of each package. */
function sharedWithModules({ files }: FingerprintIndex, shared: Float64Array): Map<IndexedPackage, number> {
  const sums = new Map<IndexedPackage, number>();
  for (const { number, isModule, package: owner } of files)
    if (isModule) sums.set(owner, (sums.get(owner) ?? 0) + (shared[number] ?? 0));
  return sums;
}

export function fileTrust(
  index: FingerprintIndex,
  { shared, usual, areOthersWrapped }: FileEvidence,
): (file: number) => number {
  const noModule = areOthersWrapped ? WRAPPED_ELSEWHERE : NO_MODULE;
  const inModules = sharedWithModules(index, shared);
  return (number) => {
    const file = index.files[number];
    const own = shared[number] ?? 0;
    const share = Math.min(1, own / Math.max(1, usual(number)));
    if (!file) return 0;
    const isHoistable = file.isModule || file.isScript;
    if (areOthersWrapped && !isHoistable && (inModules.get(file.package) ?? 0) >= LEAST_IN_MODULES * own)
      return 0;
    const { least, most } = isHoistable ? MODULE : noModule;
    return least + (most - least) * share;
  };
}
