import valid from 'semver/functions/valid.js';
import { baseOf } from '../../files/index.js';
import { importsOf, surelyRequiredBy, type RequiredRanges } from './declared-children.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { versionsInRange } from '../likelihood/versions-to-try.js';
import type { LockedVersions } from './locked-versions.js';

function isExact({ candidateVersions }: RecognisedCopy): boolean {
  return candidateVersions.length === 1;
}

/**
 * Requirements that every candidate version of a copy has and its code imports. Of a copy with one candidate version, also
 * requirements of packages that are there under another scope.
 */
function requirementsOf(
  copy: RecognisedCopy,
  { copies, recognised }: RecognisedBundle,
  manifests: Manifests,
): RequiredRanges {
  const imports = importsOf(copy, recognised);
  const scoped = copies.map(({ name }) => name).filter((name) => name.startsWith('@'));
  const bases = new Set(isExact(copy) ? scoped.map(baseOf) : []);
  const isThere = (name: string): boolean =>
    imports.has(name) || (name.startsWith('@') && bases.has(baseOf(name)));
  return new Map([...surelyRequiredBy(copy, manifests)].filter(([name]) => isThere(name)));
}

/** The versions of a required package, ascending, if all ranges are exact versions; else none. */
function exactVersions(name: string, required: Iterable<RequiredRanges>): string[] {
  const ranges = [...required].flatMap((each) => [...(each.get(name) ?? [])]);
  return ranges.every((range) => valid(range) !== null) ? versionsInRange(ranges, '*') : [];
}

/** Type declarations are no code. */
const TYPINGS = '@types/';

/** Base name → the one required package of that base name that is neither recognised nor indexed. */
function missingNames(
  { copies, recognised }: RecognisedBundle,
  required: ReadonlySet<string>,
): Map<string, string> {
  const known = new Set([...copies, ...recognised.observed.index.packages].map(({ name }) => name));
  const names = [...required].filter((name) => !known.has(name) && !name.startsWith(TYPINGS));
  const isAlone = (name: string): boolean =>
    names.every((other) => other === name || baseOf(other) !== baseOf(name));
  return new Map(names.filter(isAlone).map((name) => [baseOf(name), name]));
}

/**
 * Renames copies to the packages that dependents require. A package that moved to another scope (`@aws-sdk/types` became
 * `@smithy/types`) has its successor's code, and is recognised as the successor, which only moved packages require. The renamed copy
 * has the exactly required versions, or unknown ones. A copy that requires a name itself keeps its own name, and so do locked and
 * evidenced copies.
 */
export function underRequiredNames(
  named: RecognisedBundle,
  { manifests, locked }: { readonly manifests: Manifests; readonly locked: LockedVersions },
): RecognisedBundle {
  const required = new Map(named.copies.map((copy) => [copy, requirementsOf(copy, named, manifests)]));
  const all = new Set([...required.values()].flatMap((each) => [...each.keys()]));
  const missing = missingNames(named, all);
  const namesRequiredBy = (copies: readonly RecognisedCopy[]): ReadonlySet<string> =>
    new Set(copies.flatMap((copy) => [...(required.get(copy)?.keys() ?? [])]));
  const wanted = namesRequiredBy(named.copies.filter(({ name }) => !missing.has(baseOf(name))));
  const surelyWanted = namesRequiredBy(named.copies.filter(isExact));
  const { earlierNames, areStated } = named.recognised.snapshots;
  // If the time of a release train is a guess, some package must require an earlier name.
  const isEarlier = areStated || [...earlierNames.values()].some((name) => all.has(name));
  const renamed = (copy: RecognisedCopy, name: string): RecognisedCopy => {
    return { ...copy, name, plausible: [], candidateVersions: exactVersions(name, required.values()) };
  };
  const isKept = (copy: RecognisedCopy): boolean => copy.evidenced !== undefined || locked.has(copy.name);
  const requiredName = (copy: RecognisedCopy): string | undefined => {
    const name = missing.get(baseOf(copy.name));
    if (name === undefined || required.get(copy)?.has(name)) return undefined;
    // Requirements of copies with a known version decide before those of other copies.
    return (surelyWanted.has(name) ? surelyWanted : wanted).has(copy.name) ? undefined : name;
  };
  const copies = named.copies.map((copy): RecognisedCopy => {
    if (isKept(copy)) return copy;
    const name = (isEarlier ? earlierNames.get(copy.name) : undefined) ?? requiredName(copy);
    return name === undefined ? copy : renamed(copy, name);
  });
  return { ...named, copies };
}
