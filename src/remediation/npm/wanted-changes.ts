import { orderingOf } from '../../ecosystems/index.js';
import type { Change, Package, Report } from '../../model/index.js';
import { farWords } from '../../reporters/index.js';
import { releaseLine } from '../../versions/index.js';

/** A change of one manifest that fixes findings in the artifacts of a report. */
export interface WantedChange extends Pick<Change, 'action' | 'name' | 'alias' | 'major' | 'ecosystem'> {
  readonly from: readonly string[];
  readonly to: string | null;
  readonly broughtBy: readonly string[];
  /** Whether the application itself declares the package; null when unknown. */
  readonly isDirect: boolean | null;
  /** Whether a copy of another release line is installed, which the change must not affect. */
  readonly hasOtherLines: boolean;
  /** Number of findings that the change clears, over all artifacts. */
  readonly clears: number;
  /** Paths of the artifacts with these findings. */
  readonly artifacts: readonly string[];
  /** For a transitive package: name and version of each direct dependency that brings it. */
  readonly directDependents: ReadonlyMap<string, string>;
  /** Packages between the direct dependencies and the package: name and versions. */
  readonly through: ReadonlyMap<string, readonly string[]>;
  /** Further fixed packages that come with the change: `qs 6.14.1`. */
  readonly brings: readonly string[];
}

type Dependents = Pick<WantedChange, 'directDependents' | 'through'>;

/** All dependents of some packages, up to the direct dependencies. */
function dependentsOf(copies: readonly Package[], packages: readonly Package[]): Dependents {
  const direct = new Map<string, string>();
  const through = new Map<string, string[]>();
  const seen = new Set(copies);
  for (const found of seen) {
    for (const parent of packages.filter(({ dependencies }) => dependencies.includes(found.id))) {
      if (parent.direct === true) direct.set(parent.name, parent.version ?? '');
      else {
        through.set(parent.name, [...(through.get(parent.name) ?? []), parent.version ?? '']);
        seen.add(parent);
      }
    }
  }
  return { directDependents: direct, through };
}

const NO_DEPENDENTS: Dependents = { directDependents: new Map(), through: new Map() };

function lineOf({ from }: Pick<Change, 'from'>): string {
  return releaseLine(from.at(-1) ?? '');
}

function sorted(ecosystem: string, versions: Iterable<string>): string[] {
  const ordering = orderingOf(ecosystem);
  return [...new Set(versions)].sort((a, b) => ordering?.compare(a, b) ?? 0);
}

/** Merges direct dependents. Of a dependent in several versions the lowest counts: its requirement has to be met, too. */
function joinedDirectDependents(one: WantedChange, other: WantedChange): Dependents['directDependents'] {
  const direct = new Map(one.directDependents);
  for (const [name, version] of other.directDependents)
    direct.set(name, sorted(one.ecosystem, [version, direct.get(name) ?? version])[0] ?? version);
  return direct;
}

function joinedThrough(one: Dependents, other: Dependents): Dependents['through'] {
  const through = new Map(one.through);
  for (const [name, versions] of other.through)
    through.set(name, [...new Set([...(through.get(name) ?? []), ...versions])]);
  return through;
}

function joined(one: WantedChange, other: WantedChange): WantedChange {
  const { ecosystem } = one;
  const to =
    sorted(
      ecosystem,
      [one.to, other.to].filter((version) => version !== null),
    ).at(-1) ?? null;
  // A change to the higher version is only known to clear the findings that require that version.
  const counted = [one, other].filter((each) => each.to === to);
  return {
    ...one,
    to,
    from: sorted(ecosystem, [...one.from, ...other.from]),
    broughtBy: [...new Set([...one.broughtBy, ...other.broughtBy])].sort(),
    hasOtherLines: one.hasOtherLines || other.hasOtherLines,
    clears: counted.reduce((sum, { clears }) => sum + clears, 0),
    artifacts: [...new Set([...one.artifacts, ...other.artifacts])],
    directDependents: joinedDirectDependents(one, other),
    through: joinedThrough(one, other),
  };
}

/** The changes of all artifacts, each once, because several functions may share one manifest. */
export function wantedChanges({ artifacts }: Pick<Report, 'artifacts'>): readonly WantedChange[] {
  const wanted = new Map<string, WantedChange>();
  for (const { path, changes, packages } of artifacts) {
    for (const change of changes) {
      const copies = packages.filter(({ name, root }) => name === change.name && root === change.root);
      const versions = copies.flatMap(({ version }) => version ?? []);
      const isMoved = ({ direct, version }: Package): boolean =>
        direct === false && version !== null && change.from.includes(version);
      const isUnknown = change.broughtBy.length === 0 && copies.every(({ direct }) => direct === null);
      const one: WantedChange = {
        ...change,
        isDirect: isUnknown ? null : change.action !== 'override' && change.broughtBy.length === 0,
        hasOtherLines: versions.some((version) => releaseLine(version) !== lineOf(change)),
        clears: change.clears.length,
        artifacts: [path],
        ...(change.action === 'override' ? dependentsOf(copies.filter(isMoved), packages) : NO_DEPENDENTS),
        brings: [],
      };
      const key = JSON.stringify([
        one.ecosystem,
        one.name,
        one.alias,
        one.major,
        one.isDirect,
        lineOf(change),
        one.to === null,
      ]);
      const other = wanted.get(key);
      wanted.set(key, other ? joined(other, one) : one);
    }
  }
  return [...wanted.values()];
}

/** Whether a change is a step that was not allowed. */
export function isTooFar({ major }: WantedChange, { allowMajor }: { readonly allowMajor: boolean }): boolean {
  return major && !allowMajor;
}

export function tooFarWords(wanted: WantedChange): string {
  return `${wanted.to} is ${farWords(wanted)}: use --major to allow it`;
}
