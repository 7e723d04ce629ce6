import {
  packageOfSpecifier,
  type IndexedDependency,
  type IndexedPackage,
  type PackageFacts,
} from '../../fingerprints/index.js';
import { orderingOf } from '../../versions/index.js';
import type { NamedCopy } from './name-copies.js';
import type { Recognised } from './recognise.js';

/** Packages that are asked for, each with the ranges of who asks: name → ranges. */
export type AskedFor = ReadonlyMap<string, ReadonlySet<string>>;

/** A package that a copy asks for. */
export interface Declared {
  readonly ranges: ReadonlySet<string>;
  /** Whether every version that the copy can be of asks for it. */
  readonly isSure: boolean;
}

/** Versions of one copy whose dependencies are fetched: the likeliest. */
const MAX_VERSIONS = 3;

function add(asked: Map<string, Set<string>>, name: string, range: string): void {
  const ranges = asked.get(name);
  if (ranges) ranges.add(range);
  else asked.set(name, new Set([range]));
}

function includes(runs: readonly number[], place: number): boolean {
  // A place is in a run when an odd number of boundaries is not behind it.
  let at = 0;
  while (at < runs.length && (runs[at] ?? 0) <= place) at += 1;
  return at % 2 === 1;
}

function entriesOf(name: string, { observed }: Recognised): IndexedPackage[] {
  return observed.index.packages.filter((each) => each.name === name);
}

/** What one version of a package asks for. */
function dependenciesOf(entries: readonly IndexedPackage[], version: string): IndexedDependency[] {
  return entries.flatMap(({ published, dependencies }) => {
    const place = published.indexOf(version);
    return dependencies.filter(({ runs }) => place >= 0 && includes(runs, place));
  });
}

/** Versions of which it is known what they ask for. */
function isInformed({ published, versions, dependencies }: IndexedPackage): (version: string) => boolean {
  const tested = new Set(versions);
  const places = new Map(published.map((version, place) => [version, place]));
  return (version) => {
    const place = places.get(version);
    return (
      tested.has(version) || (place !== undefined && dependencies.some(({ runs }) => includes(runs, place)))
    );
  };
}

/**
 * Versions that speak for what a copy can be of: those of which it is known what they ask for, and where others lie between, the
 * nearest on both sides of those.
 */
function speakingVersions({ bracket, plausible }: NamedCopy, entries: readonly IndexedPackage[]): string[] {
  const ordering = orderingOf('npm');
  const informed = [
    ...new Set(entries.flatMap((entry) => [...entry.published, ...entry.versions].filter(isInformed(entry)))),
  ].sort((a, b) => ordering?.compare(a, b) ?? 0);
  const possible = new Set([...bracket, ...plausible]);
  const known = new Set(informed);
  const isUnknown = bracket.some((version) => !known.has(version));
  return informed.filter(
    (version, at) =>
      possible.has(version) ||
      (isUnknown && (possible.has(informed[at - 1] ?? '') || possible.has(informed[at + 1] ?? ''))),
  );
}

/** What a copy asks for by its manifest, by name. */
export function declaredBy(copy: NamedCopy, recognised: Recognised): ReadonlyMap<string, Declared> {
  const entries = entriesOf(copy.name, recognised);
  const versions = speakingVersions(copy, entries);
  const ranges = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const version of versions) {
    const dependencies = dependenciesOf(entries, version);
    for (const { name, range } of dependencies) add(ranges, name, range);
    for (const name of new Set(dependencies.map((each) => each.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(
    [...ranges].map(([name, own]) => [name, { ranges: own, isSure: counts.get(name) === versions.length }]),
  );
}

/** Names that files of a copy import which are in the bundle, and that the bundle does not ask for at run time. */
export function importsOf({ segments }: NamedCopy, { specifiers }: Recognised): ReadonlySet<string> {
  const left = new Set(specifiers.map(packageOfSpecifier));
  const imports = segments.flatMap(({ segment }) => segment.file.imports);
  return new Set(imports.filter((name) => !left.has(name)));
}

/** What the recognised packages ask for and import: it must be in the bundle too. */
export function childrenOf(copies: readonly NamedCopy[], recognised: Recognised): AskedFor {
  const asked = new Map<string, Set<string>>();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    const entries = entriesOf(copy.name, recognised);
    const likeliest = copy.plausible.slice(0, MAX_VERSIONS);
    const declared = likeliest.flatMap((version) => dependenciesOf(entries, version));
    for (const { name, range } of declared) if (imports.has(name)) add(asked, name, range);
  }
  return asked;
}

/** The same of a version that was read whole: what any of its files imports. */
export function childrenOfFacts({ files, dependencies }: PackageFacts): AskedFor {
  const imports = new Set(files.flatMap((file) => file.imports));
  const asked = new Map<string, Set<string>>();
  for (const [name, range] of dependencies) if (imports.has(name)) add(asked, name, range);
  return asked;
}
