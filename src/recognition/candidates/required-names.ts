import valid from 'semver/functions/valid.js';
import { importsOf, surelyRequiredBy, type RequiredRanges } from './declared-children.js';
import type { RecognisedBundle } from '../recognised-bundle.js';
import type { Manifests } from '../likelihood/manifests.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import { versionsInRange } from '../likelihood/versions-to-try.js';
import type { LockedVersions } from './locked-versions.js';

/** A package's name without its scope. */
function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function isExact({ candidateVersions }: RecognisedCopy): boolean {
  return candidateVersions.length === 1;
}

/**
 * What every version that a copy can be of asks for, and what is there of it imports; of an exact copy also what else it asks for
 * that is there under another scope.
 */
function askedBy(
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

/** The versions of a name when they are asked for exactly, ascending; else none is known. */
function exactVersions(name: string, asked: Iterable<RequiredRanges>): string[] {
  const ranges = [...asked].flatMap((each) => [...(each.get(name) ?? [])]);
  return ranges.every((range) => valid(range) !== null) ? versionsInRange(ranges, '*') : [];
}

/** Typings are no code. */
const TYPINGS = '@types/';

/** By base name the one package that is asked for and that nothing is known of. */
function missingNames(
  { copies, recognised }: RecognisedBundle,
  asked: ReadonlySet<string>,
): Map<string, string> {
  const known = new Set([...copies, ...recognised.observed.index.packages].map(({ name }) => name));
  const names = [...asked].filter((name) => !known.has(name) && !name.startsWith(TYPINGS));
  const isAlone = (name: string): boolean =>
    names.every((other) => other === name || baseOf(other) !== baseOf(name));
  return new Map(names.filter(isAlone).map((name) => [baseOf(name), name]));
}

/**
 * Gives code the name that is asked for: a package that moved to another scope (`@aws-sdk/types` became `@smithy/types`) has the
 * code of its successor, which nobody in the bundle asks for but others that moved. Its version is then what is asked for exactly, or unknown.
 * A package that itself asks for a name is not the one of that name, and a name that is locked needs no other.
 */
export function underRequiredNames(
  named: RecognisedBundle,
  { manifests, locked }: { readonly manifests: Manifests; readonly locked: LockedVersions },
): RecognisedBundle {
  const asked = new Map(named.copies.map((copy) => [copy, askedBy(copy, named, manifests)]));
  const all = new Set([...asked.values()].flatMap((each) => [...each.keys()]));
  const missing = missingNames(named, all);
  const namesAskedBy = (copies: readonly RecognisedCopy[]): ReadonlySet<string> =>
    new Set(copies.flatMap((copy) => [...(asked.get(copy)?.keys() ?? [])]));
  const wanted = namesAskedBy(named.copies.filter(({ name }) => !missing.has(baseOf(name))));
  const surelyWanted = namesAskedBy(named.copies.filter(isExact));
  const { earlierNames, areStated } = named.recognised.snapshots;
  // Where the time of a family is a guess, somebody there must ask for names of then.
  const isEarlier = areStated || [...earlierNames.values()].some((name) => all.has(name));
  const renamed = (copy: RecognisedCopy, name: string): RecognisedCopy => {
    return { ...copy, name, plausible: [], candidateVersions: exactVersions(name, asked.values()) };
  };
  const isKept = (copy: RecognisedCopy): boolean => copy.evidenced !== undefined || locked.has(copy.name);
  const askedName = (copy: RecognisedCopy): string | undefined => {
    const name = missing.get(baseOf(copy.name));
    if (name === undefined || asked.get(copy)?.has(name)) return undefined;
    // Whose version is known outdoes whose version is a guess.
    return (surelyWanted.has(name) ? surelyWanted : wanted).has(copy.name) ? undefined : name;
  };
  const copies = named.copies.map((copy): RecognisedCopy => {
    if (isKept(copy)) return copy;
    const name = (isEarlier ? earlierNames.get(copy.name) : undefined) ?? askedName(copy);
    return name === undefined ? copy : renamed(copy, name);
  });
  return { ...named, copies };
}
