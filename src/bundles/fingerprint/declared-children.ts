import { packageOfSpecifier, type IndexedPackage, type PackageFacts } from '../../fingerprints/index.js';
import type { NamedCopy } from './name-copies.js';
import type { Recognised } from './recognise.js';

/** Packages that are asked for, each with the ranges of who asks: name → ranges. */
export type AskedFor = ReadonlyMap<string, ReadonlySet<string>>;

/** Versions of one copy that are asked for what they need: the likeliest. */
const MAX_VERSIONS = 3;

function add(asked: Map<string, Set<string>>, name: string, range: string): void {
  const ranges = asked.get(name);
  if (ranges) ranges.add(range);
  else asked.set(name, new Set([range]));
}

function includes(runs: readonly number[], place: number): boolean {
  // A place is in a run when an odd number of boundaries is not behind it.
  return runs.filter((boundary) => boundary <= place).length % 2 === 1;
}

/** What one version of an indexed package asks for. */
function dependenciesOf({ published, dependencies }: IndexedPackage, version: string): [string, string][] {
  const place = published.indexOf(version);
  return dependencies
    .filter(({ runs }) => place >= 0 && includes(runs, place))
    .map(({ name, range }) => [name, range]);
}

function declaredBy({ name, plausible }: NamedCopy, { observed }: Recognised): [string, string][] {
  const known = observed.index.packages.filter((each) => each.name === name);
  return plausible
    .slice(0, MAX_VERSIONS)
    .flatMap((version) => known.flatMap((each) => dependenciesOf(each, version)));
}

/**
 * What the recognised packages ask for by their manifests, import in the files that are in the bundle, and do not ask for at
 * run time: it must be in the bundle too.
 */
export function childrenOf(copies: readonly NamedCopy[], recognised: Recognised): AskedFor {
  const left = new Set(recognised.specifiers.map(packageOfSpecifier));
  const asked = new Map<string, Set<string>>();
  for (const copy of copies) {
    const imports = new Set(copy.segments.flatMap(({ segment }) => segment.file.imports));
    for (const [child, range] of declaredBy(copy, recognised))
      if (imports.has(child) && !left.has(child)) add(asked, child, range);
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
