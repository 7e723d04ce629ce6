import { MIN_SHARE_OF_REPEATED_PART } from '../parameters/copies.js';
import { groupBy } from '../../model/index.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import type { RecognisedText } from '../recognised-text.js';
import { gainMeter } from '../select/explain-away.js';

/**
 * Leaves out copies of a package that is there once more, if another package has all of their code: a package whose parts were packages
 * before looks like several copies of these. The heaviest copy of each name stays.
 */
export function withoutRepeatedParts(
  copies: readonly RecognisedCopy[],
  recognised: RecognisedText,
): RecognisedCopy[] {
  const names = new Set(copies.map(({ name }) => name));
  const installed = copies.filter(
    ({ embeddedIn, segments }) => embeddedIn === undefined && segments.length > 0,
  );
  const lighter = [...groupBy(installed, ({ name }) => [name]).values()].flatMap((own) =>
    [...own].sort((a, b) => weightOfSegments(b.segments) - weightOfSegments(a.segments)).slice(1),
  );
  if (lighter.length === 0) return [...copies];
  const gainsOf = gainMeter(recognised, names);
  const isPart = ({ name, segments }: RecognisedCopy): boolean => {
    const shares = segments.map(({ segment }) => gainsOf(segment));
    return [...new Set(shares.flatMap((each) => [...each.keys()]))].some(
      (other) =>
        other !== name &&
        segments.every(({ segment: { weight, total } }, at) => {
          const { share = 0 } = shares[at]?.get(other) ?? {};
          return share >= MIN_SHARE_OF_REPEATED_PART * (weight / Math.max(1, total));
        }),
    );
  };
  const parts = new Set(lighter.filter(isPart));
  return copies.filter((copy) => !parts.has(copy));
}
