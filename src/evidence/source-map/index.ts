import type { Confidence, Problem } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';
import {
  noEvidence,
  type Claim,
  type EvidenceReader,
  type Mention,
  type BuildEvidence,
} from '../build-evidence.js';
import { GENERATED, ownerOfSource, type Owner, type OwningPackage } from '../source-owner.js';
import { locateMap, mapComment, type LocatedMap } from './locate-map.js';
import { mapRuns, type MapRuns } from './map-runs.js';
import { importsIn, originalsOf } from './mapped-sources.js';
import type { MapSection } from './schema.js';
import { statedVersions, type MappedSource } from './stated-versions.js';

/** Shares of mapped positions that can be the start of a token. A map of another text points inside words more than half the time. */
const FITTING = 0.97;
const MISFITTING = 0.8;
/** Length of code that bundlers write between modules, and before the first one. */
const MAX_GLUE = 512;
const MAX_PRELUDE = 2048;

interface Source {
  readonly path: string;
  readonly owner: Owner | null;
  readonly content: string | null;
}

function sourcesOf(sections: readonly MapSection[]): Source[] {
  return sections.flatMap(({ map }) => {
    const root = map.sourceRoot ? `${map.sourceRoot.replace(/\/$/, '')}/` : '';
    return map.sources.map((source, index): Source => {
      const path = source === null ? '' : root + source;
      return { path, owner: ownerOfSource(path), content: map.sourcesContent?.[index] ?? null };
    });
  });
}

/** Whether a map has no sources. The bundler wrote the whole file then: helpers that its other files share. */
function isEmpty(sections: readonly MapSection[]): boolean {
  return sections.every(({ map }) => map.sources.length === 0);
}

function claimsOf({ runs }: MapRuns, sources: readonly Source[]): Claim[] {
  const claims: Claim[] = [];
  for (const { start, end, source } of runs) {
    const owner = sources[source]?.owner;
    if (owner) claims.push({ start, end, owner });
  }
  return claims;
}

/** Text between the map's runs that is too short to be a module. */
function glueOf({ runs }: MapRuns, length: number): Claim[] {
  const glue: Claim[] = [];
  let from = 0;
  for (const { start, end } of runs) {
    const longest = from === 0 ? MAX_PRELUDE : MAX_GLUE;
    if (start > from && start - from <= longest) glue.push({ start: from, end: start, owner: GENERATED });
    from = end;
  }
  if (runs.length === 0 && length <= MAX_PRELUDE) glue.push({ start: 0, end: length, owner: GENERATED });
  return glue;
}

function shareOf(fitting: number, misfitting: number): number {
  return fitting + misfitting === 0 ? 0 : fitting / (fitting + misfitting);
}

function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

interface Fit {
  readonly package: OwningPackage;
  fitting: number;
  misfitting: number;
}

/** Packages that own mapped text. Sources without any text were removed by tree shaking and are not in the bundle. */
function mentionsOf(
  { fitting, misfitting }: MapRuns,
  sources: readonly Source[],
  isOfFile: boolean,
): Mention[] {
  const fits = new Map<string, Fit>();
  for (const [index, { owner }] of sources.entries()) {
    if (owner?.kind !== 'package') continue;
    const fit = fits.get(owner.folder) ?? { package: owner, fitting: 0, misfitting: 0 };
    fit.fitting += fitting[index] ?? 0;
    fit.misfitting += misfitting[index] ?? 0;
    fits.set(owner.folder, fit);
  }
  return [...fits.values()].flatMap((fit): Mention[] => {
    if (fit.fitting + fit.misfitting === 0) return [];
    const well: Confidence = shareOf(fit.fitting, fit.misfitting) >= FITTING ? 'high' : 'medium';
    return [{ package: fit.package, detail: fit.package.folder, confidence: isOfFile ? well : 'low' }];
  });
}

function problemsOf(path: string, { isWellFormed }: MapRuns, isOfFile: boolean): Problem[] {
  const problems: Problem[] = [];
  if (!isWellFormed)
    problems.push({
      code: 'malformed',
      path,
      affectsCompleteness: false,
      message: 'The mappings of the source map are damaged; only those before the damage were used.',
    });
  if (!isOfFile)
    problems.push({
      code: 'stale',
      path,
      affectsCompleteness: false,
      message:
        'The source map does not fit its file: it is of another build. Its names are low evidence, its places none.',
    });
  return problems;
}

/** What the texts of the sources show. @param path of the map. */
function factsOf(
  sources: readonly Source[],
  path: string,
  bundle: string,
): Pick<BuildEvidence, 'versions' | 'imports' | 'originals'> {
  const known = sources.flatMap(({ path: source, owner, content }) =>
    owner && content !== null ? [{ path: source, owner, content }] : [],
  );
  const named = known.filter((source): source is MappedSource => source.owner.kind === 'package');
  return {
    versions: statedVersions(named, path, bundle),
    imports: importsIn(known),
    originals: originalsOf(named),
  };
}

async function evidenceOf(
  { path, text: mapText }: LocatedMap,
  { text, path: file }: BundleText,
): Promise<BuildEvidence> {
  // Most bundles have no map: the schema is loaded only for those that have one.
  const { parseSourceMap } = await import('./schema.js');
  const sections = parseSourceMap(mapText);
  if (!sections) {
    const message = 'The source map is no source map of version 3 and was not used.';
    return noEvidence(path, [{ code: 'malformed', path, message, affectsCompleteness: false }]);
  }
  const sources = sourcesOf(sections);
  const comment = mapComment(text)?.start ?? text.length;
  const runs = mapRuns(text, sections);
  const isOfFile = isEmpty(sections) || shareOf(sum(runs.fitting), sum(runs.misfitting)) >= MISFITTING;
  const end: Claim[] = comment < text.length ? [{ start: comment, end: text.length, owner: GENERATED }] : [];
  return {
    ...noEvidence(path === file ? file : path, problemsOf(path, runs, isOfFile)),
    mentions: mentionsOf(runs, sources, isOfFile),
    claims: isOfFile ? claimsOf(runs, sources) : [],
    glue: isOfFile ? [...glueOf(runs, comment), ...end] : [],
    ...(isOfFile ? factsOf(sources, path, text) : {}),
  };
}

/** Reads source maps: in the bundle, at the address that it names, or beside it. https://tc39.es/ecma426/ */
export const sourceMap: EvidenceReader = {
  id: 'source-map',
  title: 'Source maps',
  method: 'sourcemap',
  async read(bundle, tree) {
    const found = await locateMap(bundle, tree);
    if (!found) return null;
    return found.map ? evidenceOf(found.map, bundle) : noEvidence(found.problem.path, [found.problem]);
  },
};
