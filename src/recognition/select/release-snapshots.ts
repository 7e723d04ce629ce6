import { MIN_TRAIN_MEMBERS, MIN_DEPENDENCY_RATIO, MIN_NEWLY_EXPLAINED } from '../parameters/release-train.js';
import type { ReleaseSnapshots } from '../release-snapshots.js';
import { versionsOfGroup, type FingerprintIndex } from '../index/fingerprint-index.js';
import type { AcceptedPackage } from '../accepted-package.js';
import { ReleaseTrain, indexedAmong, indexedAround, type ReleaseSnapshot } from './release-train.js';
import {
  explainedBy,
  likeliestOf,
  snapshotsInTime,
  statedVersionsOf,
  trainInText,
  type TrainInText,
} from './snapshot-evidence.js';
import { groupBy } from '../../model/index.js';
import type { ObservedText } from '../read/observed-text.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** Members that a snapshot contains only under an earlier name, as pairs of name and earlier name. */
function earlierNamesIn(snapshot: ReleaseSnapshot, train: ReleaseTrain): [string, string][] {
  return [...snapshot.keys()].flatMap((name): [string, string][] => {
    const standIn = train.standInFor(name)?.name;
    return standIn === undefined || snapshot.has(standIn) ? [] : [[standIn, name]];
  });
}

/** Names of accepted members that another accepted member brings as a dependency. */
function broughtNames(there: readonly AcceptedPackage[], { members }: ReleaseTrain): Set<string> {
  const required = new Map(
    there.map(({ name }) => [name, new Set(members.get(name)?.dependencies.map((each) => each.name))]),
  );
  const isBroughtBy = (name: string, by: string): boolean =>
    by !== name &&
    Boolean(required.get(by)?.has(name)) &&
    (required.get(by)?.size ?? 0) >= MIN_DEPENDENCY_RATIO * (required.get(name)?.size ?? 0);
  const names = [...required.keys()];
  return new Set(names.filter((name) => names.some((other) => isBroughtBy(name, other))));
}

/** The snapshots of a release train that fit its accepted members. */
interface Found {
  /** The likeliest snapshot. */
  readonly likeliest: ReleaseSnapshot;
  /** All possible snapshots joined. */
  readonly possible: ReleaseSnapshot;
  /** Names of members in all possible snapshots. */
  readonly certain: ReadonlySet<string>;
  /** Whether the text states the versions of these snapshots. */
  readonly areStated: boolean;
  /** No member has a later version than in this snapshot; undefined if the time of the text is not known. */
  readonly until: ReleaseSnapshot | undefined;
}

/** Joins several snapshots. */
function joined(snapshots: readonly ReleaseSnapshot[]): ReleaseSnapshot {
  const all = new Map<string, ReadonlySet<string>>();
  for (const snapshot of snapshots)
    for (const [name, versions] of snapshot) all.set(name, new Set([...(all.get(name) ?? []), ...versions]));
  return new Map([...all].map(([name, versions]) => [name, ascending([...versions])]));
}

/** The snapshots of the most important root. It decides the time of the release train; see `releaseSnapshots` for roots. */
function foundWith(root: AcceptedPackage, text: TrainInText): Found {
  const { snapshots, ...stated } = snapshotsInTime(root, text);
  const possible = joined(snapshots);
  const certain = new Set(
    [...possible.keys()].filter((name) => snapshots.every((snapshot) => snapshot.has(name))),
  );
  return { likeliest: snapshots[0] ?? new Map(), possible, certain, ...stated };
}

/** Adds the snapshot of another root, without members that are there already. */
function extended({ likeliest, possible, ...found }: Found, root: AcceptedPackage, text: TrainInText): Found {
  const { train } = text;
  const name = train.earlierName(root.name, likeliest) ?? root.name;
  const stated = found.areStated ? statedVersionsOf(root, text) : [];
  const versions = stated.length > 0 ? stated : likeliestOf(root);
  return {
    ...found,
    likeliest: train.snapshotWith(name, versions, { before: likeliest, until: found.until }),
    possible: train.snapshotWith(name, versions, { before: possible, until: found.until }),
  };
}

/** Adds another root if it explains code that no other member explains: later members contain code of earlier ones. */
function withAddition(found: Found, root: AcceptedPackage, text: TrainInText): Found {
  // A member without a release at the stated time is not part of the snapshot.
  if (found.areStated && statedVersionsOf(root, text).length === 0) return found;
  const further = extended(found, root, text);
  const more = explainedBy(further.possible, text) - explainedBy(found.possible, text);
  return more >= MIN_NEWLY_EXPLAINED * weightOfSegments(root.segments) ? further : found;
}

function findIn(there: readonly AcceptedPackage[], text: TrainInText): Found | null {
  const { train } = text;
  const brought = broughtNames(there, train);
  const importance = (each: AcceptedPackage): number =>
    weightOfSegments(each.segments) * (train.members.get(each.name)?.dependencies.length ?? 0);
  let found: Found | null = null;
  for (const each of there.toSorted((a, b) => importance(b) - importance(a))) {
    if (brought.has(each.name)) continue;
    if (!found) found = foundWith(each, text);
    else if (!train.indexedIn(found.possible).has(each.name)) found = withAddition(found, each, text);
  }
  return found;
}

const trains = new WeakMap<FingerprintIndex, readonly ReleaseTrain[]>();

function trainsOf(index: FingerprintIndex): readonly ReleaseTrain[] {
  const known =
    trains.get(index) ??
    [...groupBy(index.packages, ({ forkGroup }) => [forkGroup]).values()].flatMap((members) =>
      members.length < MIN_TRAIN_MEMBERS ? [] : [new ReleaseTrain(members, index)],
    );
  trains.set(index, known);
  return known;
}

/** Indexed versions of all members of a release train; none for members that are not there. */
function versionsOf(
  { possible, certain, areStated }: Found,
  train: ReleaseTrain,
  redundant: ReadonlySet<string>,
): [string, ReadonlySet<string>][] {
  // At a stated time, the nearest indexed version may lie outside the dependents' ranges.
  const own = train.indexedIn(possible, areStated ? indexedAround : indexedAmong);
  return [...train.members.keys()].map((name) => {
    const isSurplus = redundant.has(name) && !certain.has(name);
    return [name, (isSurplus ? null : own.get(name)) ?? new Set<string>()];
  });
}

/** Whether two packages belong to one release train: an import of one then proves nothing about code that the other explains. */
export function areReleasedTogether(index: FingerprintIndex, one: string, other: string): boolean {
  return trainsOf(index).some(({ members }) => members.has(one) && members.has(other));
}

/**
 * The snapshots of release trains that fit the accepted packages. The roots are the members that no other member brings. The time is
 * the one at which the train explains most of the text. Members cannot be judged one by one, as later members contain code of earlier
 * ones under other names.
 * @param redundant names of packages that were explained away: they count only if all possible snapshots have them.
 */
export function releaseSnapshots(
  accepted: readonly AcceptedPackage[],
  observed: ObservedText,
  redundant: ReadonlySet<string>,
): ReleaseSnapshots {
  const versions = new Map<string, ReadonlySet<string>>();
  const earlierNames = new Map<string, string>();
  let areStated = false;
  for (const train of trainsOf(observed.index)) {
    const there = accepted.filter(({ name }) => train.members.has(name));
    const found = there.length === 0 ? null : findIn(there, trainInText(train, observed));
    if (!found || found.possible.size < MIN_TRAIN_MEMBERS) continue;
    areStated ||= found.areStated;
    for (const [name, each] of versionsOf(found, train, redundant)) versions.set(name, each);
    for (const [name, earlier] of earlierNamesIn(found.likeliest, train)) earlierNames.set(name, earlier);
  }
  return { versions, earlierNames, areStated };
}

/** For each group, 1 if it belongs to one of some packages, or to a possible snapshot of a release train; else 0. */
export function groupsAmong(
  names: ReadonlySet<string>,
  { versions }: ReleaseSnapshots,
  index: FingerprintIndex,
): Uint8Array {
  const counts = new Uint8Array(index.groups.files.length);
  for (const { package: owner, firstGroup, endGroup } of index.files) {
    const snapshot = versions.get(owner.name);
    if (!snapshot && !names.has(owner.name)) continue;
    const isThere = owner.versions.map((version) => !snapshot || snapshot.has(version));
    for (let group = firstGroup; group < endGroup; group += 1)
      if (versionsOfGroup(index, group).some((ordinal) => isThere[ordinal])) counts[group] = 1;
  }
  return counts;
}
