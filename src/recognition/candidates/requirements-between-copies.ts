import { MAX_COPIES_OF_NAME } from '../parameters/candidates.js';
import prerelease from 'semver/functions/prerelease.js';
import { familyOf } from '../index/package-family.js';
import { nearestCopy } from '../../evidence/index.js';
import { importsOf } from './declared-children.js';
import { groupBy } from '../../model/index.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifest, Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** That a copy imports a package which is there. */
export interface Requirement {
  /** Place of the copy. */
  readonly dependent: number;
  /** The range that each of its versions asks for; none for those that do not ask. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Places of the copies that it can be given. */
  readonly targets: readonly number[];
  /** Whether they are of the asker's family. */
  readonly isKin: boolean;
}

function rangesFor(name: string, manifests: ReadonlyMap<string, Manifest> = new Map()): Map<string, string> {
  return new Map(
    [...manifests].flatMap(([version, asked]): [string, string][] => {
      const range = asked.get(name);
      return range === undefined ? [] : [[version, range]];
    }),
  );
}

/** Names that a copy may get its dependencies by: what it imports, or what is declared where nobody knows what it imports. */
function wantedBy(
  copy: RecognisedCopy,
  { recognised }: RecognisedBundle,
  manifests: Manifests,
): Iterable<string> {
  if (copy.segments.length > 0 || copy.evidenced?.imports) return importsOf(copy, recognised);
  const declared = [...(manifests.get(copy.name)?.values() ?? [])];
  return new Set(declared.flatMap((manifest) => [...manifest.keys()]));
}

/** A copy and its place. */
type Placed = readonly [place: number, copy: RecognisedCopy];

/** Places of the copies that another one can be given, of those of a name: the nearest one where folders are told. */
function targetsOf(asker: RecognisedCopy, alike: readonly Placed[]): number[] {
  if (alike.length > MAX_COPIES_OF_NAME) return [];
  const others = alike.filter(([, copy]) => copy !== asker);
  const told = alike.flatMap(([, copy]) => copy.evidenced?.owner ?? []);
  const nearest = asker.evidenced && nearestCopy(told, asker.evidenced.owner.folder);
  return others.filter(([, copy]) => !nearest || copy.evidenced?.owner === nearest).map(([place]) => place);
}

/** Who imports what of the copies that are there. */
export function requirementsIn(named: RecognisedBundle, manifests: Manifests): Requirement[] {
  const placed = [...named.copies.entries()];
  const byName = groupBy(placed, ([, copy]) => [copy.name]);
  return placed.flatMap(([asker, copy]) =>
    [...wantedBy(copy, named, manifests)].flatMap((name): Requirement[] => {
      const targets = targetsOf(copy, byName.get(name) ?? []);
      if (targets.length === 0) return [];
      const ranges = rangesFor(name, manifests.get(copy.name));
      const isKin = familyOf(name) === familyOf(copy.name);
      return ranges.size === 0 ? [] : [{ dependent: asker, ranges, targets, isKin }];
    }),
  );
}

/**
 * Copies that can be of a pre-release besides when who asks for them asks for this very one: other pre-releases are left out of brackets,
 * as hardly anybody installs them.
 */
export function withRequiredPreReleases(
  copies: readonly RecognisedCopy[],
  asks: readonly Requirement[],
): readonly RecognisedCopy[] {
  const asked = new Map<number, Set<string>>();
  for (const { dependent, ranges, targets } of asks) {
    const possible = (copies[dependent]?.candidateVersions ?? []).flatMap(
      (version) => ranges.get(version) ?? [],
    );
    const exact = possible.filter((range) => range.includes('-') && prerelease(range) !== null);
    if (exact.length > 0)
      for (const target of targets) asked.set(target, new Set([...(asked.get(target) ?? []), ...exact]));
  }
  if (asked.size === 0) return copies;
  return copies.map((copy, place) => {
    const more = copy.isStated || copy.candidateVersions.length === 0 ? undefined : asked.get(place);
    return more ? { ...copy, candidateVersions: ascending([...copy.candidateVersions, ...more]) } : copy;
  });
}
