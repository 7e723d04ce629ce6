import {
  MIN_SHARE_OF_EACH_WHOLE,
  MIN_SHARE_OF_BOTH_WHOLES,
  MIN_SHARE_BUILT_OF_OTHERS,
  MIN_SHARE_OF_BUILT_FILE,
} from '../parameters/copies.js';
import type { PackageCoverage } from '../select/package-coverage.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RankedSegment } from '../ranked-segment.js';
import { filesWith } from '../select/shared-share.js';

/** Files may be built for other module systems than their sources. */
const EVERY_KIND: ReadonlySet<boolean> = new Set([true, false]);

/** What a part is compared with. */
interface Copy {
  readonly version: string;
  readonly observed: ObservedText;
}

/** Whether a file contains what other files of its package contain: then it is a build of the whole package. */
function isBuilt({ segment, ownFeatures }: RankedSegment, { version, observed }: Copy): boolean {
  const whole = { name: segment.file.package.name, version, kinds: EVERY_KIND, observed };
  const also = ownFeatures.filter((feature) => filesWith(feature, whole) > 1).length;
  return also >= MIN_SHARE_BUILT_OF_OTHERS * ownFeatures.length;
}

/** Share of a package's version that a part of a bundle is: 0 to 1. */
export function wholeShare(part: readonly RankedSegment[], copy: Copy, { shareOf }: PackageCoverage): number {
  const built = part.filter(
    (each) => shareOf([each], copy.version) >= MIN_SHARE_OF_BUILT_FILE && isBuilt(each, copy),
  );
  return Math.max(shareOf(part, copy.version), ...built.map(({ coverage }) => coverage));
}

/**
 * Whether two parts with these shares are two copies. Of an unindexed version between two indexed ones each file is there once, so it
 * looks like a half of each.
 */
export function areTwoWholes([one = 0, other = 0]: readonly number[]): boolean {
  return Math.min(one, other) >= MIN_SHARE_OF_EACH_WHOLE && one + other >= MIN_SHARE_OF_BOTH_WHOLES;
}
