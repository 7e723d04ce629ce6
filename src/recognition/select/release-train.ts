import { MAX_REQUIREMENT_DEPTH } from '../parameters/release-train.js';
import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';
import validRange from 'semver/ranges/valid.js';
import { compareVersions } from './compare-versions.js';
import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import { groupBy } from '../../model/index.js';
import { indexedManifests, type Manifest } from '../likelihood/manifests.js';

/** Packages of a release train that can be there together: name → published versions, ascending. */
export type ReleaseSnapshot = ReadonlyMap<string, readonly string[]>;

/** The scope of a package's name, and the name without it. */
function partsOf(name: string): readonly [scope: string, base: string] {
  const at = name.lastIndexOf('/');
  return [name.slice(0, at + 1), name.slice(at + 1)];
}

/** The first and the last version: those between have the same requirements, or ones between. */
function endsOf(versions: readonly string[]): ReadonlySet<string> {
  return new Set([...versions.slice(0, 1), ...versions.slice(-1)]);
}

/** The major version that a range allows; empty for an exact version, which changes with each release. */
function majorOf(range: string): string {
  return /^[~^]\d+/.exec(range)?.[0].slice(1) ?? '';
}

/** The oldest version of a package: it is most like its predecessor of another name. */
function oldestOf({ published }: IndexedPackage): string {
  return published.find((version) => !version.includes('-')) ?? '';
}

/** The indexed versions among some versions, or else those around them. */
export function indexedAmong({ versions }: IndexedPackage, possible: readonly string[]): readonly string[] {
  const among = new Set(possible);
  const indexed = versions.filter((version) => among.has(version));
  const [least] = possible;
  if (indexed.length > 0 || least === undefined) return indexed;
  const above = versions.findIndex((version) => compareVersions(version, least) > 0);
  return above < 0 ? versions.slice(-1) : versions.slice(Math.max(0, above - 1), above + 1);
}

/** The indexed versions among some versions, and the nearest one on either side. */
export function indexedAround({ versions }: IndexedPackage, possible: readonly string[]): readonly string[] {
  const [least = '', most = least] = [possible[0], possible.at(-1)];
  if (least === '') return [];
  const below = versions.findLastIndex((version) => compareVersions(version, least) <= 0);
  const above = versions.findIndex((version) => compareVersions(version, most) >= 0);
  return versions.slice(Math.max(0, below), above < 0 ? undefined : above + 1);
}

/** Versions up to a last one; at least the first. */
function upTo(last: string | undefined, versions: readonly string[]): readonly string[] {
  if (last === undefined) return versions;
  const end = versions.findLastIndex((version) => compareVersions(version, last) <= 0) + 1;
  return versions.slice(0, Math.max(1, end));
}

/** What limits a snapshot. */
export interface Around {
  /** Members that are there already and keep their versions. */
  readonly before?: ReleaseSnapshot;
  /** The newest versions when the packages were installed. Members that it lacks have no limit. */
  readonly until?: ReleaseSnapshot | undefined;
}

/** The packages of one release train, and their requirements of each other. */
export class ReleaseTrain {
  readonly members: ReadonlyMap<string, IndexedPackage>;
  private readonly byBase: ReadonlyMap<string, readonly IndexedPackage[]>;
  private readonly index: FingerprintIndex;
  private readonly known = new Map<string, Manifest>();
  private readonly ranges = new Map<string, readonly string[]>();
  private readonly parsed = new Map<string, readonly SemVer[]>();

  constructor(members: readonly IndexedPackage[], index: FingerprintIndex) {
    this.members = new Map(members.map((member) => [member.name, member]));
    this.byBase = groupBy(members, ({ name }) => [partsOf(name)[1]]);
    this.index = index;
  }

  /** The member with the code of a package that moved to another scope: the only member of the same base name. */
  standInFor(name: string): IndexedPackage | null {
    const [scope, base] = partsOf(name);
    const [only, ...others] = this.members.has(name) || scope === '' ? [] : (this.byBase.get(base) ?? []);
    return only && others.length === 0 && only.name !== base ? only : null;
  }

  /** The earlier name of a member, if most members of its scope are there under earlier names; else null. */
  earlierName(name: string, snapshot: ReleaseSnapshot): string | null {
    const [scope, base] = partsOf(name);
    const names = [...snapshot.keys()];
    const moved = names.filter((other) => this.standInFor(other)?.name.startsWith(scope));
    const own = names.filter((other) => other.startsWith(scope));
    return scope !== '' && moved.length > own.length ? partsOf(moved[0] ?? '')[0] + base : null;
  }

  /** The requirements of a member's version. */
  private requirementsOf(name: string, version: string): Manifest {
    const known = this.known.get(`${name} ${version}`);
    if (known) return known;
    this.readRequirements(name, [version]);
    return this.known.get(`${name} ${version}`) ?? new Map();
  }

  private readRequirements(name: string, versions: readonly string[]): void {
    const standIn = this.standInFor(name);
    const scope = standIn ? partsOf(name)[0] : null;
    const manifests = indexedManifests(this.index, standIn?.name ?? name, new Set(versions));
    for (const [version, manifest] of manifests) {
      // A predecessor required the predecessors of these.
      const requirements = [...manifest].map(([required, range]): [string, string] =>
        scope === null ? [required, range] : [scope + partsOf(required)[1], '*'],
      );
      const own = requirements.filter(
        ([required]) => this.members.has(required) || this.standInFor(required),
      );
      this.known.set(`${name} ${version}`, new Map(own));
    }
  }

  private publishedOf(name: string): readonly SemVer[] {
    const versions = this.members.get(name)?.published ?? [];
    const known = this.parsed.get(name) ?? versions.map((version) => new SemVer(version));
    this.parsed.set(name, known);
    return known;
  }

  /** Versions of a member in a range; none if the text is no range. */
  private within(name: string, range: string): readonly string[] {
    const key = `${name} ${range}`;
    const known = this.ranges.get(key) ?? this.findWithin(name, range);
    this.ranges.set(key, known);
    return known;
  }

  private findWithin(name: string, range: string): readonly string[] {
    if (this.members.get(name)?.published.includes(range)) return [range];
    if (validRange(range) === null) return [];
    const parsed = new Range(range);
    return this.publishedOf(name).flatMap((version) => (parsed.test(version) ? [version.version] : []));
  }

  /** Ranges that new members of a snapshot require, by the name of the required package. */
  private requirementsIn(
    snapshot: ReleaseSnapshot,
    before: ReleaseSnapshot,
  ): Map<string, ReadonlySet<string>[]> {
    const requirements = new Map<string, ReadonlySet<string>[]>();
    for (const [name, versions] of snapshot) {
      if (before.has(name)) continue;
      const own = new Map<string, Set<string>>();
      for (const version of endsOf(versions))
        for (const [required, range] of this.requirementsOf(name, version))
          own.set(required, (own.get(required) ?? new Set()).add(range));
      for (const [required, ranges] of own)
        requirements.set(required, [...(requirements.get(required) ?? []), ranges]);
    }
    return requirements;
  }

  /** For each requirement, the versions of a member that it allows, ascending within each range. */
  private allowedBy(
    requirements: readonly ReadonlySet<string>[],
    name: string,
    until: ReleaseSnapshot | undefined,
  ): string[][] {
    const last = until?.get(name)?.at(-1);
    return requirements.map((ranges) => [...ranges].flatMap((range) => upTo(last, this.within(name, range))));
  }

  /** Versions that all requirements allow, or that any allows if there are none. */
  private versionsFor(
    name: string,
    requirements: readonly ReadonlySet<string>[],
    until?: ReleaseSnapshot,
  ): readonly string[] {
    const standIn = this.standInFor(name);
    if (standIn) return [oldestOf(standIn)];
    const allowed = this.allowedBy(requirements, name, until).map((versions) => new Set(versions));
    const [first = new Set(), ...others] = allowed;
    const forAll = [...first].filter((version) => others.every((each) => each.has(version)));
    if (forAll.length > 0) return forAll;
    const forAny = new Set(allowed.flatMap((each) => [...each]));
    return this.members.get(name)?.published.filter((version) => forAny.has(version)) ?? [];
  }

  /** The snapshot at the time when a version was published. Members are released together and require each other's newest version. */
  snapshotOf(root: string, version: string): ReleaseSnapshot {
    return this.follow(new Map([[root, [version]]]), new Map(), (name, requirements) => {
      const firsts = this.allowedBy(requirements, name, undefined).flatMap((versions) =>
        versions.slice(0, 1),
      );
      return firsts.sort(compareVersions).slice(-1);
    });
  }

  /** The snapshot with one more package, under its present or an earlier name, and everything that it requires. */
  snapshotWith(
    root: string,
    possible: readonly string[],
    { before = new Map(), until }: Around = {},
  ): ReleaseSnapshot {
    const standIn = this.standInFor(root);
    const fixed = new Map([...before, [root, standIn ? [oldestOf(standIn)] : possible]]);
    return this.follow(fixed, before, (name, requirements) => this.versionsFor(name, requirements, until));
  }

  private follow(
    fixed: ReleaseSnapshot,
    before: ReleaseSnapshot,
    choose: (name: string, requirements: readonly ReadonlySet<string>[]) => readonly string[],
  ): ReleaseSnapshot {
    let snapshot: ReleaseSnapshot = fixed;
    for (let round = 0; round < MAX_REQUIREMENT_DEPTH; round += 1) {
      const next = new Map(fixed);
      for (const [name, requirements] of this.requirementsIn(snapshot, before))
        if (!fixed.has(name)) next.set(name, choose(name, requirements));
      const isSame = [...next].every(([name, { length }]) => snapshot.get(name)?.length === length);
      if (isSame && next.size === snapshot.size) break;
      snapshot = next;
    }
    return snapshot;
  }

  /** Indexed versions of the members in a snapshot, and of members that stand in for a predecessor. */
  indexedIn(snapshot: ReleaseSnapshot, pick = indexedAmong): Map<string, ReadonlySet<string>> {
    const found = new Map<string, ReadonlySet<string>>();
    for (const [name, versions] of snapshot) {
      const member = this.members.get(name) ?? this.standInFor(name);
      if (!member) continue;
      const known = found.get(member.name) ?? [];
      found.set(member.name, new Set([...known, ...pick(member, versions)]));
    }
    return found;
  }

  /** Of versions of a member, the last of each run with the same requirements, ranges compared by major version. */
  lastOfRuns(name: string, versions: readonly string[]): string[] {
    this.readRequirements(name, versions);
    const required = versions.map((version) =>
      [...this.requirementsOf(name, version)]
        .map(([other, range]) => `${other} ${majorOf(range)}`)
        .sort()
        .join(),
    );
    return versions.filter((_version, at) => required[at] !== required[at + 1]);
  }
}
