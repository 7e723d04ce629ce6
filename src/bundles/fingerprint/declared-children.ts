import { packageOfSpecifier, type FingerprintIndex, type PackageFacts } from '../../fingerprints/index.js';
import { indexedAround } from './family.js';
import { indexedManifests, versionsOf, type Manifest, type Manifests } from './manifests.js';
import type { NamedCopy } from './name-copies.js';
import type { Recognised } from './recognise.js';
import { importsOfSegment } from './segment-imports.js';

/** Packages that are asked for, each with the ranges of who asks: name → ranges. */
export type AskedFor = ReadonlyMap<string, ReadonlySet<string>>;

/** Versions of one copy whose dependencies are fetched: the likeliest. */
const MAX_VERSIONS = 3;

function add(asked: Map<string, Set<string>>, name: string, range: string): void {
  const ranges = asked.get(name);
  if (ranges) ranges.add(range);
  else asked.set(name, new Set([range]));
}

/** What versions ask for that a copy can be of, of the names that `isAsked` says. */
function askedByVersions(
  copy: NamedCopy,
  manifests: Manifests,
  isAsked: (name: string, manifests: ReadonlyMap<string, Manifest>) => boolean,
): AskedFor {
  const known = manifests.get(copy.name);
  const asking = versionsOf(copy).map((version) => [version, known?.get(version) ?? new Map()] as const);
  const asked = new Map<string, Set<string>>();
  for (const [name, range] of asking.flatMap(([, manifest]) => [...manifest])) add(asked, name, range);
  const byVersion = new Map(asking);
  return new Map([...asked].filter(([name]) => isAsked(name, byVersion)));
}

/** What every version that a copy can be of asks for. */
export function surelyAskedBy(copy: NamedCopy, manifests: Manifests): AskedFor {
  return askedByVersions(copy, manifests, (name, asking) =>
    [...asking.values()].every((manifest) => manifest.has(name)),
  );
}

/** Whether one version asks for a name, and such a share of all at least. */
export function isLikelyAsked(
  name: string,
  { likeliest, least }: { readonly likeliest: string; readonly least: number },
  asking: ReadonlyMap<string, Manifest>,
): boolean {
  const count = [...asking.values()].filter((manifest) => manifest.has(name)).length;
  return asking.get(likeliest)?.has(name) === true && count >= least * asking.size;
}

/** Its code says which version is the likeliest; that one alone may ask for what none of the others does. */
const LEAST_ASKING = 0.4;

/** What the likeliest version asks for that a copy can be of, and some others; with the ranges of all. */
export function likelyAskedBy(copy: NamedCopy, manifests: Manifests): AskedFor {
  const [likeliest = ''] = copy.plausible;
  return askedByVersions(copy, manifests, (name, asking) =>
    isLikelyAsked(name, { likeliest, least: LEAST_ASKING }, asking),
  );
}

/** Indexed versions by which it is told what files of a copy import: the likeliest, or those around where it can be none of these. */
function indexedLike({ name, plausible, bracket }: NamedCopy, index: FingerprintIndex): readonly string[] {
  const entries = index.packages.filter((each) => each.name === name);
  const possible = new Set(bracket);
  if (entries.some(({ versions }) => versions.some((version) => possible.has(version)))) return plausible;
  const around = entries.flatMap((each) => indexedAround(each, bracket));
  return around.length > 0 ? around : plausible;
}

/**
 * Names that a copy imports: what is told, or what its files import which are in the bundle and the bundle does not ask for at run
 * time.
 */
export function importsOf(
  copy: NamedCopy,
  { specifiers, observed: { index } }: Recognised,
): ReadonlySet<string> {
  if (copy.told?.imports) return copy.told.imports;
  const left = new Set(specifiers.map(packageOfSpecifier));
  const like = indexedLike(copy, index);
  const imports = copy.segments.flatMap((each) => importsOfSegment(each, like, index));
  return new Set(imports.filter((name) => !left.has(name)));
}

/** What the recognised packages ask for and import: it must be in the bundle too. */
export function childrenOf(copies: readonly NamedCopy[], recognised: Recognised): AskedFor {
  const asked = new Map<string, Set<string>>();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    const likeliest = copy.plausible.slice(0, MAX_VERSIONS);
    const manifests = indexedManifests(recognised.observed.index, copy.name, new Set(likeliest));
    const declared = likeliest.flatMap((version) => [...(manifests.get(version) ?? [])]);
    for (const [name, range] of declared) if (imports.has(name)) add(asked, name, range);
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
