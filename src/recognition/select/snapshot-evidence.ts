import { compareVersions } from './compare-versions.js';
import {
  NEARLY_BEST_SNAPSHOT,
  MAX_WORSE_SNAPSHOTS,
  MIN_SHARE_OF_STATED_SNAPSHOT,
} from '../parameters/release-train.js';
import { fileOfGroup, versionsOfGroup, type FingerprintIndex } from '../index/fingerprint-index.js';
import { candidateVersions } from '../likelihood/candidate-versions.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { plausibleAmong } from '../likelihood/choose-versions.js';
import { indexedAmong, indexedAround, type ReleaseTrain, type ReleaseSnapshot } from './release-train.js';
import type { ObservedText } from '../read/observed-text.js';

/** Features of a text that the same groups of a release train have. */
interface SharedFeatures {
  readonly groups: readonly number[];
  readonly weight: number;
}

/** A release train, and the features that a text shares with it. */
export interface TrainInText {
  readonly train: ReleaseTrain;
  readonly index: FingerprintIndex;
  readonly shared: readonly SharedFeatures[];
  /** Whether the text has this string literal. */
  readonly hasLiteral: ObservedText['hasLiteral'];
}

export function trainInText(
  train: ReleaseTrain,
  { index, groups, weights, hasLiteral }: ObservedText,
): TrainInText {
  const sums = new Map<ArrayLike<number>, number>();
  for (const [number, holders] of groups.entries())
    if (holders.length > 0) sums.set(holders, (sums.get(holders) ?? 0) + (weights[number] ?? 0));
  const members = new Set(train.members.values());
  const isOfTrain = (group: number): boolean => {
    const file = fileOfGroup(index, group);
    return file !== undefined && members.has(file.package);
  };
  const shared = [...sums].map(([holders, weight]) => ({
    weight,
    groups: Array.from(holders).filter(isOfTrain),
  }));
  return { train: train, index, shared: shared.filter((each) => each.groups.length > 0), hasLiteral };
}

/** The weight that a snapshot explains of a text. */
export function explainedBy(
  snapshot: ReleaseSnapshot,
  { train, index, shared }: TrainInText,
  pick = indexedAmong,
): number {
  const possible = new Map(
    [...train.indexedIn(snapshot, pick)].map(([name, indexed]) => {
      const member = train.members.get(name);
      return [member, member?.versions.map((version) => indexed.has(version))] as const;
    }),
  );
  const isInSnapshot = (group: number): boolean => {
    const file = fileOfGroup(index, group);
    const own = file && possible.get(file.package);
    return own !== undefined && versionsOfGroup(index, group).some((ordinal) => own[ordinal]);
  };
  return shared.reduce((sum, { groups, weight }) => (groups.some(isInSnapshot) ? sum + weight : sum), 0);
}

/** A snapshot for a root's version and an installation time, and the weight that it explains. */
interface Time {
  readonly snapshot: ReleaseSnapshot;
  readonly weight: number;
  /** The newest versions at installation; without it, ranges alone limit the versions. */
  readonly until: ReleaseSnapshot | undefined;
}

/** Tries versions one by one, until their snapshots explain less and less. */
function tryTimes(versions: readonly string[], best: number, timeAt: (version: string) => Time): Time[] {
  const tried: Time[] = [];
  let most = best;
  for (let at = 0, misses = 0; at < versions.length && misses < MAX_WORSE_SNAPSHOTS; at += 1) {
    const time = timeAt(versions[at] ?? '');
    tried.push(time);
    misses = time.weight >= most ? 0 : misses + 1;
    most = Math.max(most, time.weight);
  }
  return tried;
}

/** The likeliest versions of a package by its own code. */
export function likeliestOf({ segments }: AcceptedPackage): string[] {
  return plausibleAmong(segments.map(({ likelihoods }) => likelihoods));
}

/** Snapshots that explain most, or nearly as much, in their order. */
function bestOf(times: readonly Time[]): Time[] {
  const most = Math.max(0, ...times.map(({ weight }) => weight));
  return times.filter(({ weight }) => weight >= NEARLY_BEST_SNAPSHOT * most);
}

/** The first snapshot that explains nearly as much as the best one. */
function earliest(times: readonly Time[]): Time | undefined {
  const most = Math.max(...times.map(({ weight }) => weight));
  return times.find(({ weight }) => weight >= NEARLY_BEST_SNAPSHOT * most);
}

function byWeight(a: Time, b: Time): number {
  return b.weight - a.weight;
}

/** Versions of a package that stand in the text, be they another package's. */
export function statedVersionsOf(
  { name }: AcceptedPackage,
  { train, hasLiteral }: TrainInText,
): readonly string[] {
  return train.members.get(name)?.published.filter(hasLiteral) ?? [];
}

/** The possible snapshots of a root. */
export interface SnapshotsInTime {
  /** The likeliest first. */
  readonly snapshots: readonly ReleaseSnapshot[];
  /** Whether the text states their versions. */
  readonly areStated: boolean;
  /** The newest versions when they were installed. */
  readonly until: ReleaseSnapshot | undefined;
}

/** The newest versions at the installation of the root's latest possible version. */
function latestOf(times: readonly Time[], root: string): ReleaseSnapshot | undefined {
  const released = ({ snapshot }: Time): string => snapshot.get(root)?.[0] ?? '';
  return times.toSorted((a, b) => compareVersions(released(a), released(b))).at(-1)?.until;
}

/** Finds the snapshot for each version of a root. */
class TimesOf {
  private readonly root: string;
  private readonly text: TrainInText;
  private readonly pick: typeof indexedAmong;

  constructor(root: string, text: TrainInText, pick = indexedAmong) {
    this.root = root;
    this.text = text;
    this.pick = pick;
  }

  private until(version: string, until?: ReleaseSnapshot): Time {
    const snapshot = this.text.train.snapshotWith(this.root, [version], { until });
    return { snapshot, until, weight: explainedBy(snapshot, this.text, this.pick) };
  }

  /**
   * The snapshot of a version, installed on the day of its release or on any later day. Later members contain code of earlier ones,
   * so a later snapshot explains most of an earlier one: the earliest that explains nearly as much as the best one counts.
   */
  at(version: string): Time {
    const whenever = this.until(version);
    const atOnce = this.until(version, this.text.train.snapshotOf(this.root, version));
    return earliest([atOnce, whenever]) ?? whenever;
  }

  /** The same, if the snapshot needs something that came later: it may have been installed at any time since. */
  settled(time: Time): Time {
    if (time.until) return time;
    const { train } = this.text;
    const [version = ''] = time.snapshot.get(this.root) ?? [];
    const { published = [] } = train.members.get(this.root) ?? {};
    const later = published.filter((each) => compareVersions(each, version) > 0);
    const moments = train.lastOfRuns(this.root, later).map((each) => train.snapshotOf(this.root, each));
    return earliest([...moments.map((until) => this.until(version, until)), time]) ?? time;
  }
}

/**
 * The possible snapshots of a root: those that explain most of the text, or nearly as much, the likeliest by its own code first.
 * Members state their versions, so if the text contains versions of the root that explain it, only their snapshots count.
 */
export function snapshotsInTime(root: AcceptedPackage, text: TrainInText): SnapshotsInTime {
  const { train } = text;
  const { name } = root;
  const { published = [], versions = [] } = train.members.get(name) ?? {};
  const timesOf = new TimesOf(name, text);
  const timeAt = (version: string): Time => timesOf.at(version);
  const likeliest = likeliestOf(root);
  const known = likeliest.map((version) => timeAt(version));
  const best = Math.max(...known.map(({ weight }) => weight));
  const candidates = candidateVersions({
    published,
    tested: new Set(versions),
    plausible: new Set(likeliest),
  });
  const runs = train.lastOfRuns(name, candidates);
  const isEarlier = (version: string): boolean => compareVersions(version, likeliest[0] ?? version) < 0;
  const later = runs.filter((version) => !isEarlier(version));
  const earlier = runs.filter(isEarlier).reverse();
  const others = [...tryTimes(later, best, timeAt), ...tryTimes(earlier, best, timeAt)];
  const times = [...known, ...others.sort(byWeight)];
  const most = Math.max(...times.map(({ weight }) => weight));
  const statedTimes = new TimesOf(name, text, indexedAround);
  const stated = statedVersionsOf(root, text)
    .map((version) => statedTimes.at(version))
    .sort(byWeight);
  const areStated = (stated[0]?.weight ?? 0) >= MIN_SHARE_OF_STATED_SNAPSHOT * most;
  const likely = areStated
    ? bestOf(stated).map((time) => statedTimes.settled(time))
    : bestOf(times).map((time) => timesOf.settled(time));
  return { snapshots: likely.map(({ snapshot }) => snapshot), areStated, until: latestOf(likely, name) };
}
