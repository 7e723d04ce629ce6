import {
  MODULE_TRUST,
  NON_MODULE_TRUST,
  UNWRAPPED_TRUST,
  MIN_SHARE_IN_MODULES,
} from '../parameters/place.js';
import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import type { ModuleRegion } from '../../syntax/index.js';

/** Whether a bundler wraps modules that are no ECMAScript modules: most of the modules that are kept apart are wrapped then. */
export function wrapsOthers(modules: readonly ModuleRegion[]): boolean {
  const wrapped = modules.filter(({ isGuarded }) => !isGuarded).length;
  return wrapped > modules.length - wrapped;
}

export interface FileEvidence {
  /** The weight that all statements together share with each file, by file number. */
  readonly shared: Float64Array;
  /** The median weight of a file, see `usualWeights`. */
  readonly usual: (file: number) => number;
  /** See `wrapsOthers`. */
  readonly areOthersWrapped: boolean;
}

/** The weight that all statements together share with the ECMAScript modules of each package. */
function sharedWithModules({ files }: FingerprintIndex, shared: Float64Array): Map<IndexedPackage, number> {
  const sums = new Map<IndexedPackage, number>();
  for (const { number, isEsModule, package: owner } of files)
    if (isEsModule) sums.set(owner, (sums.get(owner) ?? 0) + (shared[number] ?? 0));
  return sums;
}

export function fileTrust(
  index: FingerprintIndex,
  { shared, usual, areOthersWrapped }: FileEvidence,
): (file: number) => number {
  const noModule = areOthersWrapped ? UNWRAPPED_TRUST : NON_MODULE_TRUST;
  const inModules = sharedWithModules(index, shared);
  return (number) => {
    const file = index.files[number];
    const own = shared[number] ?? 0;
    const share = Math.min(1, own / Math.max(1, usual(number)));
    if (!file) return 0;
    const isHoistable = file.isEsModule || file.isScript;
    if (areOthersWrapped && !isHoistable && (inModules.get(file.package) ?? 0) >= MIN_SHARE_IN_MODULES * own)
      return 0;
    const { least, most } = isHoistable ? MODULE_TRUST : noModule;
    return least + (most - least) * share;
  };
}
