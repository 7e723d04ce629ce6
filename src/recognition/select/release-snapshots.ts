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

/** Members that a snapshot contains only under an earlier name: name → earlier name. */
function earlierNamesIn(line: ReleaseSnapshot, family: ReleaseTrain): [string, string][] {
  return [...line.keys()].flatMap((name): [string, string][] => {
    const standIn = family.standInFor(name)?.name;
    return standIn === undefined || line.has(standIn) ? [] : [[standIn, name]];
  });
}

/** Names of accepted members that another accepted member brings as a dependency. */
function broughtNames(there: readonly AcceptedPackage[], { members }: ReleaseTrain): Set<string> {
  const asked = new Map(
    there.map(({ name }) => [name, new Set(members.get(name)?.dependencies.map((each) => each.name))]),
  );
  const isBroughtBy = (name: string, by: string): boolean =>
    by !== name &&
    Boolean(asked.get(by)?.has(name)) &&
    (asked.get(by)?.size ?? 0) >= MIN_DEPENDENCY_RATIO * (asked.get(name)?.size ?? 0);
  const names = [...asked.keys()];
  return new Set(names.filter((name) => names.some((other) => isBroughtBy(name, other))));
}

/** The members of a release train that are there. */
interface Found {
  /** The likeliest snapshot. */
  readonly likeliest: ReleaseSnapshot;
  /** All possible snapshots joined. */
  readonly possible: ReleaseSnapshot;
  /** Names of members in all possible snapshots. */
  readonly certain: ReadonlySet<string>;
  /** Whether the text states the versions of these snapshots. */
  readonly areSaid: boolean;
  readonly until: ReleaseSnapshot | undefined;
}

/** Joins several snapshots. */
function joined(lines: readonly ReleaseSnapshot[]): ReleaseSnapshot {
  const all = new Map<string, ReadonlySet<string>>();
  for (const line of lines)
    for (const [name, versions] of line) all.set(name, new Set([...(all.get(name) ?? []), ...versions]));
  return new Map([...all].map(([name, versions]) => [name, ascending([...versions])]));
}

/** The snapshots of the first root, which decides the time of the release train. */
function foundWith(root: AcceptedPackage, setting: TrainInText): Found {
  const { lines, ...said } = snapshotsInTime(root, setting);
  const possible = joined(lines);
  const certain = new Set([...possible.keys()].filter((name) => lines.every((line) => line.has(name))));
  return { likeliest: lines[0] ?? new Map(), possible, certain, ...said };
}

/** Adds the snapshot of another root, without members that are there already. */
function extended(
  { likeliest, possible, ...found }: Found,
  root: AcceptedPackage,
  setting: TrainInText,
): Found {
  const { train } = setting;
  const name = train.earlierName(root.name, likeliest) ?? root.name;
  const said = found.areSaid ? statedVersionsOf(root, setting) : [];
  const versions = said.length > 0 ? said : likeliestOf(root);
  return {
    ...found,
    likeliest: train.lineWith(name, versions, { before: likeliest, until: found.until }),
    possible: train.lineWith(name, versions, { before: possible, until: found.until }),
  };
}

/** Adds another root if it explains what no other member does: later members contain code of earlier ones. */
function withAddition(found: Found, root: AcceptedPackage, setting: TrainInText): Found {
  // A member without a release at the stated time is not part of the snapshot.
  if (found.areSaid && statedVersionsOf(root, setting).length === 0) return found;
  const further = extended(found, root, setting);
  const more = explainedBy(further.possible, setting) - explainedBy(found.possible, setting);
  return more >= MIN_NEWLY_EXPLAINED * weightOfSegments(root.segments) ? further : found;
}

function findIn(there: readonly AcceptedPackage[], setting: TrainInText): Found | null {
  const { train } = setting;
  const brought = broughtNames(there, train);
  const importance = (each: AcceptedPackage): number =>
    weightOfSegments(each.segments) * (train.members.get(each.name)?.dependencies.length ?? 0);
  let found: Found | null = null;
  for (const each of there.toSorted((a, b) => importance(b) - importance(a))) {
    if (brought.has(each.name)) continue;
    if (!found) found = foundWith(each, setting);
    else if (!train.indexedIn(found.possible).has(each.name)) found = withAddition(found, each, setting);
  }
  return found;
}

const families = new WeakMap<FingerprintIndex, readonly ReleaseTrain[]>();

function familiesOf(index: FingerprintIndex): readonly ReleaseTrain[] {
  const known =
    families.get(index) ??
    [...groupBy(index.packages, ({ family }) => [family]).values()].flatMap((members) =>
      members.length < MIN_TRAIN_MEMBERS ? [] : [new ReleaseTrain(members, index)],
    );
  families.set(index, known);
  return known;
}

/** Indexed versions of all members of a release train; none for members that are not there. */
function versionsOf(
  { possible, certain, areSaid }: Found,
  family: ReleaseTrain,
  needless: ReadonlySet<string>,
): [string, ReadonlySet<string>][] {
  // At a stated time, the nearest indexed version may lie outside the dependents' ranges.
  const own = family.indexedIn(possible, areSaid ? indexedAround : indexedAmong);
  return [...family.members.keys()].map((name) => {
    const isSurplus = needless.has(name) && !certain.has(name);
    return [name, (isSurplus ? null : own.get(name)) ?? new Set<string>()];
  });
}

/** Whether two packages belong to one release train: an import of one then says nothing of code that the other explains. */
export function areReleasedTogether(index: FingerprintIndex, one: string, other: string): boolean {
  return familiesOf(index).some(({ members }) => members.has(one) && members.has(other));
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
  needless: ReadonlySet<string>,
): ReleaseSnapshots {
  const versions = new Map<string, ReadonlySet<string>>();
  const earlierNames = new Map<string, string>();
  let areSaid = false;
  for (const family of familiesOf(observed.index)) {
    const there = accepted.filter(({ name }) => family.members.has(name));
    const found = there.length === 0 ? null : findIn(there, trainInText(family, observed));
    if (!found || found.possible.size < MIN_TRAIN_MEMBERS) continue;
    areSaid ||= found.areSaid;
    for (const [name, each] of versionsOf(found, family, needless)) versions.set(name, each);
    for (const [name, earlier] of earlierNamesIn(found.likeliest, family)) earlierNames.set(name, earlier);
  }
  return { versions, earlierNames, areStated: areSaid };
}

/** For each group, 1 if it belongs to one of some packages, or to a possible snapshot of a release train; else 0. */
export function groupsAmong(
  names: ReadonlySet<string>,
  { versions }: ReleaseSnapshots,
  index: FingerprintIndex,
): Uint8Array {
  const counts = new Uint8Array(index.groups.files.length);
  for (const { package: owner, firstGroup, endGroup } of index.files) {
    const line = versions.get(owner.name);
    if (!line && !names.has(owner.name)) continue;
    const isThere = owner.versions.map((version) => !line || line.has(version));
    for (let group = firstGroup; group < endGroup; group += 1)
      if (versionsOfGroup(index, group).some((ordinal) => isThere[ordinal])) counts[group] = 1;
  }
  return counts;
}
