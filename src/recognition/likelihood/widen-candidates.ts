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

/** What decides the versions of a copy. */
interface WideningContext {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Of all tested versions. */
  readonly likelihoods: Likelihoods;
  readonly observed: ObservedText;
}

interface Tested extends WideningContext {
  /** Tested versions, ascending. */
  readonly tested: readonly string[];
}

/** The versions of a package that have a feature. */
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

/** Features in the segments that a version lacks: their weight, and how much of it each other version has. */
class Lacking {
  atoms = 0;
  weight = 0;
  readonly others = new Map<string, number>();

  constructor(version: string, { name, segments, observed }: WideningContext) {
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
 * The likeliest tested version of the release line before, if the likeliest of all is the first of its line and fits poorly. An older
 * line continues beside a newer one, so a fix in both is in no tested version of either.
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

/** Share of the files that is in segments: 0 to 1. */
function coverageOf(segments: readonly RankedSegment[]): number {
  const covered = segments.reduce((sum, { segment, coverage }) => sum + segment.weight * coverage, 0);
  return covered / weightOfSegments(segments);
}

/** Whether two versions have the same atoms in the recognised files. */
function haveSameAtoms(
  one: string,
  other: string,
  { segments, observed: { index } }: WideningContext,
): boolean {
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

/**
 * The tested neighbours of the likeliest version that differ from it in shapes only, if minifiers changed functions: they drop code
 * that is not read.
 */
function alikeButForShapes(likeliest: string, context: Tested): string[] {
  const { likelihoods, segments, tested } = context;
  if (coverageOf(segments) >= UNCHANGED_COVERAGE) return [];
  const at = tested.indexOf(likeliest);
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  return [tested[at - 1], tested[at + 1]]
    .filter((version) => version !== undefined)
    .filter((version) => valueOf(likeliest) - valueOf(version) < FAR_BY_SHAPES)
    .filter((version) => haveSameAtoms(version, likeliest, context));
}

/**
 * Widens the plausible versions. The bundle may have features that the likeliest version lacks and another tested version has. Then
 * it holds a version between the two, or one beside the other, and all tested versions between them become candidates. Fixes are
 * published for several release lines, so a later version need not have all features of an earlier one.
 * @param plausible the likeliest first.
 */
export function widenCandidates(plausible: readonly string[], given: WideningContext): ReadonlySet<string> {
  const [likeliest = ''] = plausible;
  const { likelihoods } = given;
  const tested = ascending([...likelihoods.keys()]);
  const context = { ...given, tested };
  const lacking = new Lacking(likeliest, context);
  const possible = [
    ...plausible,
    ...branchedOff(likeliest, context),
    ...alikeButForShapes(likeliest, context),
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
