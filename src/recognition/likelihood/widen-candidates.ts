import {
  ATOM_WEIGHT,
  MIN_SHARE_OF_LACKING,
  FAR,
  NEAR,
  FEW_ATOMS,
  POOR_FIT,
  UNCHANGED_COVERAGE,
  FAR_BY_SHAPES,
} from '../parameters/likelihood.js';
import { fileOfGroup, versionsOfGroup } from '../index/fingerprint-index.js';
import { releaseLine } from '../../versions/index.js';
import type { ObservedText } from '../read/observed-text.js';
import type { Likelihoods } from '../ranked-segment.js';
import { weightOfSegments } from './ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';
import { ascending } from './versions-to-try.js';

/** What a copy's versions are told by. */
interface Telling {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Of all versions that were tested. */
  readonly likelihoods: Likelihoods;
  readonly observed: ObservedText;
}

interface Tested extends Telling {
  /** Versions that were tested, ascending. */
  readonly tested: readonly string[];
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
    const weight = isShape ? 1 : ATOM_WEIGHT;
    if (!isShape) this.atoms += 1;
    this.weight += weight;
    for (const each of versions) this.others.set(each, (this.others.get(each) ?? 0) + weight);
  }
}

/**
 * The likeliest tested version of the line before, where the likeliest of all is the first of its line and not quite it: a line goes on
 * when the next has begun, and what is fixed in both is between neither's tested versions.
 */
function branchedOff(likeliest: string, { tested, likelihoods }: Tested): string[] {
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  const earlier = tested[tested.indexOf(likeliest) - 1] ?? likeliest;
  if (releaseLine(earlier) === releaseLine(likeliest) || valueOf(likeliest) > POOR_FIT) return [];
  return tested
    .filter((version) => releaseLine(version) === releaseLine(earlier))
    .filter((version) => valueOf(likeliest) - valueOf(version) <= FAR)
    .sort((a, b) => valueOf(b) - valueOf(a))
    .slice(0, 1);
}

/** How much of their files is in segments: 0 to 1. */
function coverageOf(segments: readonly RankedSegment[]): number {
  const covered = segments.reduce((sum, { segment, coverage }) => sum + segment.weight * coverage, 0);
  return covered / weightOfSegments(segments);
}

/** Whether two versions have the same atoms in the files that were recognised. */
function haveSameAtoms(one: string, other: string, { segments, observed: { index } }: Telling): boolean {
  return segments.every(({ segment: { file } }) => {
    const ordinals = [one, other].map((version) => file.package.versions.indexOf(version));
    if (ordinals.includes(-1)) return false;
    for (let group = file.firstGroup; group < file.endGroup; group += 1) {
      if (!index.groups.atoms[group]) continue;
      const holders = new Set(versionsOfGroup(index, group));
      if (new Set(ordinals.map((ordinal) => holders.has(ordinal))).size > 1) return false;
    }
    return true;
  });
}

/** The tested versions beside the likeliest that differ in functions alone, where minifiers changed these: they drop what nobody reads. */
function alikeButForShapes(likeliest: string, telling: Tested): string[] {
  const { likelihoods, segments, tested } = telling;
  if (coverageOf(segments) >= UNCHANGED_COVERAGE) return [];
  const at = tested.indexOf(likeliest);
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  return [tested[at - 1], tested[at + 1]]
    .filter((version) => version !== undefined)
    .filter((version) => valueOf(likeliest) - valueOf(version) < FAR_BY_SHAPES)
    .filter((version) => haveSameAtoms(version, likeliest, telling));
}

/**
 * Versions that a copy can be of, with those between the likeliest and the nearest other that has what is there and the likeliest lacks:
 * then it is neither, but one between them, or beside the other, which nobody tested. Not all that is later has all that is earlier:
 * fixes are published for several lines.
 * @param plausible the likeliest first.
 */
export function widenCandidates(plausible: readonly string[], given: Telling): ReadonlySet<string> {
  const [likeliest = ''] = plausible;
  const { likelihoods } = given;
  const tested = ascending([...likelihoods.keys()]);
  const telling = { ...given, tested };
  const lacking = new Lacking(likeliest, telling);
  const possible = [
    ...plausible,
    ...branchedOff(likeliest, telling),
    ...alikeButForShapes(likeliest, telling),
  ];
  const margin = lacking.atoms < FEW_ATOMS ? NEAR : FAR;
  const farOf = (version: string): number =>
    (likelihoods.get(likeliest) ?? 0) - (likelihoods.get(version) ?? -Infinity);
  const [other] = [...lacking.others]
    .flatMap(([version, weight]) => (weight >= MIN_SHARE_OF_LACKING * lacking.weight ? [version] : []))
    .filter((version) => farOf(version) <= margin)
    .sort((a, b) => farOf(a) - farOf(b));
  if (other === undefined) return new Set(possible);
  const [from = 0, to = 0] = [tested.indexOf(likeliest), tested.indexOf(other)].sort((a, b) => a - b);
  return new Set([...possible, ...tested.slice(from, to + 1)]);
}
