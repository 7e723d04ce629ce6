import { MAX_EXPECTED_COPIES } from '../parameters/expect.js';
import valid from 'semver/functions/valid.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { groupBy } from '../../model/index.js';
import type { LockedVersions } from '../candidates/locked-versions.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { versionsInAny, versionsInRange } from '../likelihood/versions-to-try.js';

/** A requirement that no recognised copy meets. */
export interface UnmetRequirement {
  readonly name: string;
  readonly dependent: string;
  /** The dependent's likeliest version. */
  readonly dependentVersion: string;
  /** Whether a file of the dependent that is there imports it. */
  readonly isImported: boolean;
  /** The ranges over all versions of the dependent. */
  readonly ranges: ReadonlySet<string>;
  /** The range of the dependent's likeliest version. */
  readonly likely: string;
}

/** A package that must be there although its code was not recognised. */
export interface Expected {
  readonly name: string;
  /** The folder where installers would put it. */
  readonly folder: string;
  /** All requirements of it; the first one came first. */
  readonly needs: readonly [UnmetRequirement, ...UnmetRequirement[]];
  /** Its candidate versions; empty if not all published versions are known. */
  readonly versions: readonly string[];
}

/** The newest version that most of the dependents' likeliest versions allow, taken one after the other. */
export function guessOf({ needs, versions }: Expected): string | undefined {
  const left = needs.reduce<readonly string[]>((all, { likely }) => {
    const fitting = versionsInRange(all, likely);
    return fitting.length > 0 ? fitting : all;
  }, versions);
  return left.at(-1);
}

/** Versions in both lists. If one list is empty, its versions are unknown, and the other list counts. */
function inBoth(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some.length === 0 || others.length === 0) return [...some, ...others];
  const known = new Set(others);
  return some.filter((version) => known.has(version));
}

/** What is known before anything is expected. */
interface Known {
  readonly index: FingerprintIndex;
  readonly locked: LockedVersions;
  /** The recognised copies. */
  readonly copies: readonly RecognisedCopy[];
}

/** Packages that must be in a bundle and were not recognised. Dependents share a copy where they can, as installers do it. */
export class Expectations {
  private readonly byName = new Map<string, Expected[]>();
  private readonly copies: ReadonlyMap<string, readonly RecognisedCopy[]>;
  private readonly known: Known;

  constructor(known: Known) {
    this.known = known;
    this.copies = groupBy(known.copies, ({ name }) => [name]);
  }

  get all(): Expected[] {
    return [...this.byName.values()].flat();
  }

  /** @returns the packages that were not expected before. */
  add(needs: readonly UnmetRequirement[]): Expected[] {
    const before = new Set(this.all.map(({ folder }) => folder));
    for (const need of needs) this.addOne(need);
    return this.all.filter(({ folder }) => !before.has(folder));
  }

  /** Removes an expected package that is absent after all. */
  drop({ name, folder }: Expected): void {
    const left = this.byName.get(name)?.filter((each) => each.folder !== folder) ?? [];
    this.byName.set(name, left);
  }

  private addOne(need: UnmetRequirement): void {
    const { name, dependent } = need;
    const versions = versionsInAny(this.versionsOf(need), [...need.ranges]);
    const canBe = (known: readonly string[]): boolean =>
      versions.length + known.length === 0 || inBoth(known, versions).length > 0;
    const recognised = this.copies.get(name) ?? [];
    if (recognised.some(({ candidateVersions }) => canBe(candidateVersions) || versions.length === 0)) return;
    const others = this.byName.get(name) ?? [];
    const at = others.findIndex((other) => canBe(other.versions));
    const shared = others[at];
    if (shared) {
      const [first, ...more] = shared.needs;
      const needs: Expected['needs'] = [first, ...more, need];
      const both = { ...shared, needs, versions: inBoth(shared.versions, versions) };
      this.byName.set(name, others.with(at, both));
    } else if (others.length < MAX_EXPECTED_COPIES) {
      const isFirst = recognised.length + others.length === 0;
      const folder = `${isFirst ? '' : `node_modules/${dependent}/`}node_modules/${name}`;
      this.byName.set(name, [...others, { name, folder, needs: [need], versions }]);
    }
  }

  /** All known versions: locked ones, else published ones in the index, else exactly required ones. */
  private versionsOf({ name, ranges }: UnmetRequirement): string[] {
    const { index, locked } = this.known;
    const known = locked.get(name);
    if (known) return [...known.keys()];
    const entries = index.packages.filter((each) => each.name === name);
    const listed = [
      ...entries.flatMap(({ published }) => published),
      ...(index.listed(name)?.published ?? []),
    ];
    if (listed.length > 0) return listed;
    return [...ranges].every((range) => valid(range) !== null) ? [...ranges] : [];
  }
}
