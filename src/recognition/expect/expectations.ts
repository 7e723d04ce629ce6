import { MAX_EXPECTED_COPIES } from '../parameters/expect.js';
import valid from 'semver/functions/valid.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import { groupBy } from '../../model/index.js';
import type { LockedVersions } from '../candidates/locked-versions.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { versionsInAny, versionsInRange } from '../likelihood/versions-to-try.js';

/** What one package asks another one for. */
export interface UnmetRequirement {
  readonly name: string;
  readonly dependent: string;
  /** The likeliest version of who asks. */
  readonly dependentVersion: string;
  /** Whether a file of that package imports it which is there. */
  readonly isImported: boolean;
  /** By every version that the asker can be of. */
  readonly ranges: ReadonlySet<string>;
  /** By its likeliest version. */
  readonly likely: string;
}

/** A package that must be there although its code was not recognised. */
export interface Expected {
  readonly name: string;
  /** Where installers would put it. */
  readonly folder: string;
  /** All who ask for it, the first one first. */
  readonly needs: readonly [UnmetRequirement, ...UnmetRequirement[]];
  /** The versions that it can be of; none when not all are known that there are. */
  readonly versions: readonly string[];
}

/** The newest that the likeliest versions of who asks can be given, of as many of them as can be given the same. */
export function guessOf({ needs, versions }: Expected): string | undefined {
  const left = needs.reduce<readonly string[]>((all, { likely }) => {
    const fitting = versionsInRange(all, likely);
    return fitting.length > 0 ? fitting : all;
  }, versions);
  return left.at(-1);
}

/** What can be one copy, of lists of versions; all that is known where one of them is not. */
function inBoth(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some.length === 0 || others.length === 0) return [...some, ...others];
  const known = new Set(others);
  return some.filter((version) => known.has(version));
}

/** What is known of a bundle before anything is expected of it. */
interface Known {
  readonly index: FingerprintIndex;
  readonly locked: LockedVersions;
  /** Recognised ones. */
  readonly copies: readonly RecognisedCopy[];
}

/** Packages that must be in a bundle: one copy each for whoever can share it, as installers do, and none that was recognised. */
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

  /** @returns what was not expected before. */
  add(needs: readonly UnmetRequirement[]): Expected[] {
    const before = new Set(this.all.map(({ folder }) => folder));
    for (const need of needs) this.addOne(need);
    return this.all.filter(({ folder }) => !before.has(folder));
  }

  /** Takes something back that is not there after all. */
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

  /** Every version that there is, as far as it is known: locked ones, those that the index lists, or those that are asked for exactly. */
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
