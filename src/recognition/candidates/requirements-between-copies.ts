import { MAX_COPIES_OF_NAME } from '../parameters/candidates.js';
import prerelease from 'semver/functions/prerelease.js';
import { forkGroupOf } from '../index/fork-group.js';
import { nearestCopy } from '../../evidence/index.js';
import { importsOf } from './declared-children.js';
import { groupBy } from '../../model/index.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifest, Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** A requirement of one copy that other copies can meet. */
export interface Requirement {
  /** Position of the dependent copy. */
  readonly dependent: number;
  /** Version of the dependent → the range that it requires. Versions without the requirement are absent. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Positions of the copies that can meet it. */
  readonly targets: readonly number[];
  /** Whether dependent and dependency belong to one fork group. */
  readonly isSameGroup: boolean;
}

function rangesFor(name: string, manifests: ReadonlyMap<string, Manifest> = new Map()): Map<string, string> {
  return new Map(
    [...manifests].flatMap(([version, required]): [string, string][] => {
      const range = required.get(name);
      return range === undefined ? [] : [[version, range]];
    }),
  );
}

/** Names that a copy may import: those that its code imports, or all that it requires if its imports are unknown. */
function wantedBy(
  copy: RecognisedCopy,
  { recognised }: RecognisedBundle,
  manifests: Manifests,
): Iterable<string> {
  if (copy.segments.length > 0 || copy.evidenced?.imports) return importsOf(copy, recognised);
  const declared = [...(manifests.get(copy.name)?.values() ?? [])];
  return new Set(declared.flatMap((manifest) => [...manifest.keys()]));
}

/** A copy and its position. */
type Placed = readonly [place: number, copy: RecognisedCopy];

/** Positions of the copies of one name that a dependent may import: the nearest one if folders are known, else all. */
function targetsOf(dependent: RecognisedCopy, sameName: readonly Placed[]): number[] {
  if (sameName.length > MAX_COPIES_OF_NAME) return [];
  const others = sameName.filter(([, copy]) => copy !== dependent);
  const owners = sameName.flatMap(([, copy]) => copy.evidenced?.owner ?? []);
  const nearest = dependent.evidenced && nearestCopy(owners, dependent.evidenced.owner.folder);
  return others.filter(([, copy]) => !nearest || copy.evidenced?.owner === nearest).map(([place]) => place);
}

/** Requirements between the copies of a bundle. */
export function requirementsIn(named: RecognisedBundle, manifests: Manifests): Requirement[] {
  const placed = [...named.copies.entries()];
  const byName = groupBy(placed, ([, copy]) => [copy.name]);
  return placed.flatMap(([dependent, copy]) =>
    [...wantedBy(copy, named, manifests)].flatMap((name): Requirement[] => {
      const targets = targetsOf(copy, byName.get(name) ?? []);
      if (targets.length === 0) return [];
      const ranges = rangesFor(name, manifests.get(copy.name));
      const isSameGroup = forkGroupOf(name) === forkGroupOf(copy.name);
      return ranges.size === 0 ? [] : [{ dependent: dependent, ranges, targets, isSameGroup }];
    }),
  );
}

/**
 * Adds pre-releases as candidates of copies that a dependent requires exactly. Other pre-releases are no candidates, as hardly
 * anybody installs them.
 */
export function withRequiredPreReleases(
  copies: readonly RecognisedCopy[],
  requirements: readonly Requirement[],
): readonly RecognisedCopy[] {
  const required = new Map<number, Set<string>>();
  for (const { dependent, ranges, targets } of requirements) {
    const possible = (copies[dependent]?.candidateVersions ?? []).flatMap(
      (version) => ranges.get(version) ?? [],
    );
    const exact = possible.filter((range) => range.includes('-') && prerelease(range) !== null);
    if (exact.length > 0)
      for (const target of targets)
        required.set(target, new Set([...(required.get(target) ?? []), ...exact]));
  }
  if (required.size === 0) return copies;
  return copies.map((copy, place) => {
    const more = copy.isStated || copy.candidateVersions.length === 0 ? undefined : required.get(place);
    return more ? { ...copy, candidateVersions: ascending([...copy.candidateVersions, ...more]) } : copy;
  });
}
