import { fileOfGroup, versionsOfGroup } from '../../fingerprints/index.js';
import { lineOf } from './code-likelihoods.js';
import type { ObservedText } from './observed-text.js';
import type { Likelihoods } from './rank-versions.js';
import type { RankedSegment } from './ranked-segment.js';
import { ascending } from './versions-to-try.js';

/** An atom says more than a shape, which minifiers change. */
const ATOM = 3;
/** A version that is to say something has so much of what the likeliest one lacks. */
const LEAST_SHARE = 0.5;
/** So much less likely than the likeliest a version may be that does, natural logarithm; where that lacks hardly an atom, less. */
const FAR = 450;
const NEAR = 100;
const FEW_ATOMS = 2;
/** Less likely than this the likeliest version is not just it: some segments are more like others. Natural logarithm. */
const NOT_QUITE = -20;

/** What a copy's versions are told by. */
interface Telling {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Of all versions that were tested. */
  readonly likelihoods: Likelihoods;
  readonly observed: ObservedText;
}

/** Names of the versions of a package that have a feature. */
function versionsWith(feature: number, name: string, { groups, index }: ObservedText): Set<string> {
  const found = new Set<string>();
  const holders = groups[feature] ?? [];
  for (let at = 0; at < holders.length; at += 1) {
    const group = holders[at] ?? -1;
    const owner = fileOfGroup(index, group)?.package;
    if (owner?.name !== name) continue;
    for (const ordinal of versionsOfGroup(index, group)) found.add(owner.versions[ordinal] ?? '');
  }
  return found;
}

/** How much of what a version lacks is there, and how much of that others have. */
class Lacking {
  atoms = 0;
  weight = 0;
  readonly others = new Map<string, number>();

  constructor(version: string, { name, segments, observed }: Telling) {
    for (const feature of new Set(segments.flatMap(({ ownFeatures }) => ownFeatures))) {
      const versions = versionsWith(feature, name, observed);
      if (!versions.has(version)) this.add(versions, observed.isShape[feature] === 1);
    }
  }

  private add(versions: ReadonlySet<string>, isShape: boolean): void {
    const weight = isShape ? 1 : ATOM;
    if (!isShape) this.atoms += 1;
    this.weight += weight;
    for (const each of versions) this.others.set(each, (this.others.get(each) ?? 0) + weight);
  }
}

/**
 * The likeliest tested version of the line before, where the likeliest of all is the first of its line and not quite it: a line goes on
 * when the next has begun, and what is fixed in both is between neither's tested versions.
 * @param tested ascending
 */
function branchedOff(likeliest: string, tested: readonly string[], likelihoods: Likelihoods): string[] {
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  const earlier = tested[tested.indexOf(likeliest) - 1];
  if (earlier === undefined || lineOf(earlier) === lineOf(likeliest) || valueOf(likeliest) > NOT_QUITE)
    return [];
  return tested
    .filter((version) => lineOf(version) === lineOf(earlier))
    .filter((version) => valueOf(likeliest) - valueOf(version) <= FAR)
    .sort((a, b) => valueOf(b) - valueOf(a))
    .slice(0, 1);
}

/**
 * Versions that a copy can be of, with those between the likeliest and the nearest other that has what is there and the likeliest lacks:
 * then it is neither, but one between them, or beside the other, which nobody tested. Not all that is later has all that is earlier:
 * fixes are published for several lines.
 * @param plausible the likeliest first.
 */
export function withBetween(plausible: readonly string[], telling: Telling): ReadonlySet<string> {
  const [likeliest = ''] = plausible;
  const { likelihoods } = telling;
  const lacking = new Lacking(likeliest, telling);
  const tested = ascending([...likelihoods.keys()]);
  const possible = [...plausible, ...branchedOff(likeliest, tested, likelihoods)];
  const margin = lacking.atoms < FEW_ATOMS ? NEAR : FAR;
  const farOf = (version: string): number =>
    (likelihoods.get(likeliest) ?? 0) - (likelihoods.get(version) ?? -Infinity);
  const [other] = [...lacking.others]
    .flatMap(([version, weight]) => (weight >= LEAST_SHARE * lacking.weight ? [version] : []))
    .filter((version) => farOf(version) <= margin)
    .sort((a, b) => farOf(a) - farOf(b));
  if (other === undefined) return new Set(possible);
  const [from = 0, to = 0] = [tested.indexOf(likeliest), tested.indexOf(other)].sort((a, b) => a - b);
  return new Set([...possible, ...tested.slice(from, to + 1)]);
}
