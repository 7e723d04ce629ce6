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

/** Members that are in a line under earlier names alone. */
function earlierNamesIn(line: ReleaseSnapshot, family: ReleaseTrain): [string, string][] {
  return [...line.keys()].flatMap((name): [string, string][] => {
    const standIn = family.standInFor(name)?.name;
    return standIn === undefined || line.has(standIn) ? [] : [[standIn, name]];
  });
}

/** Names of accepted members that come with others. */
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

/** What of a family is there. */
interface Found {
  /** At the likeliest time. */
  readonly likeliest: ReleaseSnapshot;
  /** At any time that it can be. */
  readonly possible: ReleaseSnapshot;
  /** Names of members that are there at all of these times. */
  readonly certain: ReadonlySet<string>;
  /** Whether the text says the versions of these times. */
  readonly areSaid: boolean;
  readonly until: ReleaseSnapshot | undefined;
}

/** All that is in one of several lines. */
function joined(lines: readonly ReleaseSnapshot[]): ReleaseSnapshot {
  const all = new Map<string, ReadonlySet<string>>();
  for (const line of lines)
    for (const [name, versions] of line) all.set(name, new Set([...(all.get(name) ?? []), ...versions]));
  return new Map([...all].map(([name, versions]) => [name, ascending([...versions])]));
}

/** What comes with the first root, by which it is known of which time the family is. */
function foundWith(root: AcceptedPackage, setting: TrainInText): Found {
  const { lines, ...said } = snapshotsInTime(root, setting);
  const possible = joined(lines);
  const certain = new Set([...possible.keys()].filter((name) => lines.every((line) => line.has(name))));
  return { likeliest: lines[0] ?? new Map(), possible, certain, ...said };
}

/** With what comes with another root and is not there already. */
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

/** The same, where the root explains what nothing that is there does: later members hold code of earlier ones. */
function withAddition(found: Found, root: AcceptedPackage, setting: TrainInText): Found {
  // What has no release of a time that is said is not of it.
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

/** Indexed versions of all members of a family; none of those that are not there. */
function versionsOf(
  { possible, certain, areSaid }: Found,
  family: ReleaseTrain,
  needless: ReadonlySet<string>,
): [string, ReadonlySet<string>][] {
  // Of a time that is said, what is nearest to a version may lie outside the ranges of who asks.
  const own = family.indexedIn(possible, areSaid ? indexedAround : indexedAmong);
  return [...family.members.keys()].map((name) => {
    const isSurplus = needless.has(name) && !certain.has(name);
    return [name, (isSurplus ? null : own.get(name)) ?? new Set<string>()];
  });
}

/** Whether packages are released together: what one imports tells nothing of what else has its code. */
export function areReleasedTogether(index: FingerprintIndex, one: string, other: string): boolean {
  return familiesOf(index).some(({ members }) => members.has(one) && members.has(other));
}

/**
 * What of families that are released together can be there: by the members that no other one brings, and their time, at which the
 * family explains most of the text. Later members have taken the code of earlier ones in, under other names: one by one, they look alike.
 * @param needless names of those that others explain as well: they are there only if they are at all possible times.
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

/** Groups of some packages, and of families only what can be there: by the number of each group 1 or 0. */
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
