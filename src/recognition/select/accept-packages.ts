import { MIN_SEGMENT_WEIGHT } from '../parameters/place.js';
import {
  MIN_SHARE_OF_SEGMENT,
  MIN_COVERAGE_OF_MODULE,
  MIN_COVERAGE_OF_NON_MODULE,
  MIN_COVERAGE_OF_UNWRAPPED,
  ACCEPT_ALONE,
  ACCEPT_WHOLE_FILES,
  ACCEPT_IMPORTED,
  ACCEPT_IMPORTED_PART,
  WHOLE_FILE,
  MAX_FORK_GROUPS_OF_RARE,
} from '../parameters/select.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { weightOf } from '../index/index-format.js';
import type { IndexedFile } from '../index/fingerprint-index.js';
import { plausibleAmong } from '../likelihood/choose-versions.js';
import { packageCoverage } from './package-coverage.js';
import type { ReleaseSnapshots } from '../release-snapshots.js';
import { indexedManifests } from '../likelihood/manifests.js';
import type { KnownNames } from './explain-away.js';
import type { RecognisedText } from '../recognised-text.js';
import { rankSegment, shareExplained, weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';
import { importsOfSegment } from '../likelihood/segment-imports.js';

/** The least weight, number of rare features and explained share of all segments of a package together. */
interface Threshold {
  readonly weight: number;
  readonly rare: number;
  readonly share: number;
}

function isExplained({ segment: { weight, total }, explained }: RankedSegment): boolean {
  return weight >= MIN_SEGMENT_WEIGHT && explained >= MIN_SHARE_OF_SEGMENT * total;
}

/** The segments of one package that hold enough of their files. Segments of the same hoisted file count together. */
function withEnoughOfFile(segments: readonly RankedSegment[], areOthersWrapped: boolean): RankedSegment[] {
  const hoisted = new Map<IndexedFile, number>();
  for (const { segment, coverage } of segments)
    if (!segment.isWrapped) hoisted.set(segment.file, (hoisted.get(segment.file) ?? 0) + coverage);
  const leastOf = ({ isScript }: IndexedFile): number =>
    areOthersWrapped && !isScript ? MIN_COVERAGE_OF_UNWRAPPED : MIN_COVERAGE_OF_NON_MODULE;
  return segments.filter(({ segment: { file, isWrapped }, coverage }) => {
    if (file.isEsModule) return coverage >= MIN_COVERAGE_OF_MODULE;
    return isWrapped ? coverage >= MIN_COVERAGE_OF_NON_MODULE : (hoisted.get(file) ?? 0) >= leastOf(file);
  });
}

function isWhole({ segment, coverage }: RankedSegment): boolean {
  return segment.weight >= WHOLE_FILE * segment.total && coverage >= WHOLE_FILE;
}

/** Counts the distinct features of a package's segments that few fork groups have. */
function countRare(segments: readonly RankedSegment[], { observed }: RecognisedText): number {
  const { index, weights } = observed;
  const rare = weightOf(MAX_FORK_GROUPS_OF_RARE, index.forkGroups);
  const found = new Set<number>();
  for (const { ownFeatures } of segments)
    for (const number of ownFeatures) if ((weights[number] ?? 0) >= rare) found.add(number);
  return found.size;
}

function soundSegments(recognised: RecognisedText): Map<string, RankedSegment[]> {
  const byName = new Map<string, RankedSegment[]>();
  for (const segment of recognised.segments) {
    if (segment.weight < MIN_SEGMENT_WEIGHT) continue;
    const ranked = rankSegment(segment, recognised.observed, recognised.weigh);
    if (!isExplained(ranked)) continue;
    const { name } = segment.file.package;
    const known = byName.get(name);
    if (known) known.push(ranked);
    else byName.set(name, [ranked]);
  }
  const sound = [...byName].map(
    ([name, all]) => [name, withEnoughOfFile(all, recognised.areOthersWrapped)] as const,
  );
  return new Map(sound.filter(([, segments]) => segments.length > 0));
}

interface Candidate extends Omit<AcceptedPackage, 'imports'> {
  readonly weight: number;
  readonly share: number;
  /** Whether it is a whole package, or a good part of one. */
  readonly isEnough: boolean;
  readonly isAllWhole: boolean;
}

function candidatesIn(recognised: RecognisedText): Candidate[] {
  const { isEnough } = packageCoverage(recognised);
  return [...soundSegments(recognised)].map(([name, segments]) => {
    return {
      name,
      segments,
      weight: weightOfSegments(segments),
      share: shareExplained(segments),
      rareFeatures: countRare(segments, recognised),
      isEnough: isEnough(segments),
      isAllWhole: segments.every(isWhole),
    };
  });
}

/** Imports of a package's files that its likeliest versions require. Files of other versions may import something else. */
function importsOf({ name, segments }: Candidate, { observed: { index } }: RecognisedText): string[] {
  const plausible = plausibleAmong(segments.map(({ likelihoods }) => likelihoods));
  const manifests = indexedManifests(index, name, new Set(plausible));
  const required = new Set([...manifests.values()].flatMap((manifest) => [...manifest.keys()]));
  const imports = new Set(segments.flatMap((each) => importsOfSegment(each, plausible, index)));
  return [...imports].filter((each) => required.has(each));
}

/** Names of all packages in the release snapshots that fit the text. */
function membersIn({ versions }: ReleaseSnapshots): string[] {
  return [...versions].flatMap(([name, possible]) => (possible.size > 0 ? [name] : []));
}

function reaches({ weight, rareFeatures, share }: Candidate, least: Threshold): boolean {
  return weight >= least.weight && rareFeatures >= least.rare && share >= least.share;
}

/**
 * Whether a lockfile supports a package. A lockfile lists what is installed, not what is bundled. Bundlers leave out parts of
 * ECMAScript modules only, so a part of other code is a copy in another package.
 */
function isListed({ name, isEnough, segments }: Candidate, listed: KnownNames['listed']): boolean {
  const isTreeShaken = segments.every(({ segment }) => segment.file.isEsModule);
  return (isEnough || isTreeShaken) && (listed?.has(name) ?? false);
}

function isAcceptedAlone(candidate: Candidate): boolean {
  return candidate.isEnough && reaches(candidate, candidate.isAllWhole ? ACCEPT_WHOLE_FILES : ACCEPT_ALONE);
}

/**
 * The packages that the segments prove: by themselves, or because an accepted package imports them.
 * @param known packages that are required or listed; they need less evidence.
 */
export function acceptPackages(
  recognised: RecognisedText,
  { required, listed }: KnownNames,
): AcceptedPackage[] {
  const accepted: AcceptedPackage[] = [];
  let open = candidatesIn(recognised);
  const imported = new Set([...required, ...membersIn(recognised.snapshots)]);
  const isAccepted = (candidate: Candidate): boolean => {
    if (isAcceptedAlone(candidate)) return true;
    const isKnown = imported.has(candidate.name) || isListed(candidate, listed);
    return isKnown && reaches(candidate, candidate.isEnough ? ACCEPT_IMPORTED : ACCEPT_IMPORTED_PART);
  };
  for (let found = open.filter(isAccepted); found.length > 0; found = open.filter(isAccepted)) {
    open = open.filter((candidate) => !found.includes(candidate));
    for (const each of found) {
      const imports = importsOf(each, recognised);
      accepted.push({ ...each, imports });
      for (const name of imports) imported.add(name);
    }
  }
  return accepted;
}
