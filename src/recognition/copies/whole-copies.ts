import type { PackageCoverage } from '../select/package-coverage.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RankedSegment } from '../ranked-segment.js';
import { filesWith } from '../select/shared-share.js';

/** Two parts are two copies when nearly all of each is there, so that together they are much more than one. */
const LEAST_OF_WHOLE = 0.6;
const LEAST_OF_TWO = 1.5;
/** Share of a file's features that others have too, when it was built of them; it weighs nearly half of all then. */
const BUILT = 0.5;
const MOST = 0.35;

/** Files are built for other module systems than they are written for. */
const EVERY_KIND: ReadonlySet<boolean> = new Set([true, false]);

/** What a part is compared with. */
interface Copy {
  readonly version: string;
  readonly observed: ObservedText;
}

/** Whether a file holds what other files of its package hold too: then it is all of the package by itself. */
function isBuilt({ segment, ownFeatures }: RankedSegment, { version, observed }: Copy): boolean {
  const whole = { name: segment.file.package.name, version, kinds: EVERY_KIND, observed };
  const also = ownFeatures.filter((feature) => filesWith(feature, whole) > 1).length;
  return also >= BUILT * ownFeatures.length;
}

/** How much of a version of a package a part of a bundle is by itself: 0 to 1. */
export function wholeShare(part: readonly RankedSegment[], copy: Copy, { shareOf }: PackageCoverage): number {
  const built = part.filter((each) => shareOf([each], copy.version) >= MOST && isBuilt(each, copy));
  return Math.max(shareOf(part, copy.version), ...built.map(({ coverage }) => coverage));
}

/**
 * Whether parts with such shares are two copies: of a version between two indexed ones each file is there once, so that it looks like
 * half of one and half of the other.
 */
export function areTwoWholes([one = 0, other = 0]: readonly number[]): boolean {
  return Math.min(one, other) >= LEAST_OF_WHOLE && one + other >= LEAST_OF_TWO;
}
