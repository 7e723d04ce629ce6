import { MAX_VERSIONS_FOLLOWED, MIN_SHARE_REQUIRING } from '../parameters/candidates.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PackageFacts } from '../facts/package-facts.js';
import { indexedAround } from '../select/release-train.js';
import { indexedManifests, type Manifest, type Manifests } from '../likelihood/manifests.js';
import { versionsOf } from '../recognised-copy.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import type { RecognisedText } from '../recognised-text.js';
import { importsOfSegment } from '../likelihood/segment-imports.js';

/** Required packages, each with the ranges of its dependents: name → ranges. */
export type RequiredRanges = ReadonlyMap<string, ReadonlySet<string>>;

function add(required: Map<string, Set<string>>, name: string, range: string): void {
  const ranges = required.get(name);
  if (ranges) ranges.add(range);
  else required.set(name, new Set([range]));
}

/** Requirements of all candidate versions of a copy, limited to the names that `isWanted` accepts. */
function requirementsOfVersions(
  copy: RecognisedCopy,
  manifests: Manifests,
  isWanted: (name: string, manifests: ReadonlyMap<string, Manifest>) => boolean,
): RequiredRanges {
  const known = manifests.get(copy.name);
  const requiring = versionsOf(copy).map((version) => [version, known?.get(version) ?? new Map()] as const);
  const required = new Map<string, Set<string>>();
  for (const [name, range] of requiring.flatMap(([, manifest]) => [...manifest])) add(required, name, range);
  const byVersion = new Map(requiring);
  return new Map([...required].filter(([name]) => isWanted(name, byVersion)));
}

/** Requirements that every candidate version of a copy has. */
export function surelyRequiredBy(copy: RecognisedCopy, manifests: Manifests): RequiredRanges {
  return requirementsOfVersions(copy, manifests, (name, requiring) =>
    [...requiring.values()].every((manifest) => manifest.has(name)),
  );
}

/** Whether the likeliest version requires a name, and at least a share of all versions does. */
export function isLikelyRequired(
  name: string,
  { likeliest, least }: { readonly likeliest: string; readonly least: number },
  requiring: ReadonlyMap<string, Manifest>,
): boolean {
  const count = [...requiring.values()].filter((manifest) => manifest.has(name)).length;
  return requiring.get(likeliest)?.has(name) === true && count >= least * requiring.size;
}

/** Requirements that the likeliest version of a copy and some other versions have, with the ranges of all. */
export function likelyRequiredBy(copy: RecognisedCopy, manifests: Manifests): RequiredRanges {
  const [likeliest = ''] = copy.plausible;
  return requirementsOfVersions(copy, manifests, (name, requiring) =>
    isLikelyRequired(name, { likeliest, least: MIN_SHARE_REQUIRING }, requiring),
  );
}

/** Indexed versions by which a copy's imports are known: the likeliest, or those around the candidates if no candidate is indexed. */
function indexedLike(
  { name, plausible, candidateVersions }: RecognisedCopy,
  index: FingerprintIndex,
): readonly string[] {
  const entries = index.packages.filter((each) => each.name === name);
  const possible = new Set(candidateVersions);
  if (entries.some(({ versions }) => versions.some((version) => possible.has(version)))) return plausible;
  const around = entries.flatMap((each) => indexedAround(each, candidateVersions));
  return around.length > 0 ? around : plausible;
}

/**
 * Names of packages that a copy imports: by build evidence, or by its files in the bundle, without those that the bundle leaves to
 * run time.
 */
export function importsOf(
  copy: RecognisedCopy,
  { specifiers, observed: { index } }: RecognisedText,
): ReadonlySet<string> {
  if (copy.evidenced?.imports) return copy.evidenced.imports;
  const leftToRunTime = new Set(specifiers.map(packageOfSpecifier));
  const like = indexedLike(copy, index);
  const imports = copy.segments.flatMap((each) => importsOfSegment(each, like, index));
  return new Set(imports.filter((name) => !leftToRunTime.has(name)));
}

/** Packages that the recognised ones require and import: they must be in the bundle, too. */
export function childrenOf(copies: readonly RecognisedCopy[], recognised: RecognisedText): RequiredRanges {
  const required = new Map<string, Set<string>>();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    const likeliest = copy.plausible.slice(0, MAX_VERSIONS_FOLLOWED);
    const manifests = indexedManifests(recognised.observed.index, copy.name, new Set(likeliest));
    const declared = likeliest.flatMap((version) => [...(manifests.get(version) ?? [])]);
    for (const [name, range] of declared) if (imports.has(name)) add(required, name, range);
  }
  return required;
}

/** The same for one version whose files were all read. */
export function childrenOfFacts({ files, dependencies }: PackageFacts): RequiredRanges {
  const imports = new Set(files.flatMap((file) => file.imports));
  const required = new Map<string, Set<string>>();
  for (const [name, range] of dependencies) if (imports.has(name)) add(required, name, range);
  return required;
}
