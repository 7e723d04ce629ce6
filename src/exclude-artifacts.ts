import { listed, type Problem, type ServerlessFunction, type Suppression } from './model/index.js';
import { matchesGlob, type AcceptGap } from './policy/index.js';
import type { Acquisition, ArtifactReference } from './sources/index.js';

/** Artifacts that the user does not want to be analysed. */
export interface Exclusion {
  /** Of the path of artifacts, as reports show it; a folder stands for all in it. */
  readonly glob: string;
  /** The file or the option that says it. */
  readonly source: string;
}

/** What is left of the targets, and the acceptance of what is not. */
export interface Remaining {
  readonly acquisition: Acquisition;
  readonly accepts: AcceptGap;
}

/** Names that one sentence gives; the rest is counted. */
const SHOWN_FUNCTIONS = 5;

function fits({ glob }: Exclusion, path: string): boolean {
  const plain = glob.replace(/^\.\//, '').replace(/\/$/, '');
  // A glob that starts with `**/` means the top folder, too.
  return [path, `/${path}`].some((text) => matchesGlob(plain, text) || matchesGlob(`${plain}/**`, text));
}

function leftOutWords(functions: readonly ServerlessFunction[]): string {
  if (functions.length === 0) return '';
  const names = functions.map(({ name }) => name);
  return ` Functions left out with it: ${listed(names, SHOWN_FUNCTIONS)}.`;
}

function problemOf({ path }: ArtifactReference, leftOut: readonly ServerlessFunction[]): Problem {
  const message = `Excluded: nothing in it was analysed.${leftOutWords(leftOut)}`;
  return { code: 'missing', path, message, affectsCompleteness: true };
}

function unusedNote({ glob, source }: Exclusion): Problem {
  const message = `The exclusion \`${glob}\` matches no artifact: remove it, or correct it. Paths are matched as reports show them.`;
  return { code: 'stale', path: source, message, affectsCompleteness: false };
}

/** What the exclusions leave out. */
interface Excluded {
  /** By the key of the artifact. */
  readonly by: ReadonlyMap<string, Exclusion>;
  /** Functions of which nothing is left. */
  readonly functions: readonly ServerlessFunction[];
  /** By the key of the artifact. */
  readonly problems: ReadonlyMap<string, Problem>;
}

function excludedFrom({ artifacts, functions }: Acquisition, exclusions: readonly Exclusion[]): Excluded {
  const by = new Map<string, Exclusion>();
  for (const { key, path } of artifacts) {
    const met = exclusions.find((exclusion) => fits(exclusion, path));
    if (met) by.set(key, met);
  }
  const leftOut = functions.filter(
    ({ mounts }) => mounts.length > 0 && mounts.every(({ artifact }) => by.has(artifact)),
  );
  const problems = new Map<string, Problem>();
  for (const artifact of artifacts.filter(({ key }) => by.has(key))) {
    const ofIt = leftOut.filter(({ mounts }) => mounts[0]?.artifact === artifact.key);
    problems.set(artifact.key, problemOf(artifact, ofIt));
  }
  return { by, functions: leftOut, problems };
}

/** Problems of functions, with those of the mounts that they lose. */
function functionProblems(
  { functions, functionProblems: known }: Acquisition,
  { problems }: Excluded,
): Acquisition['functionProblems'] {
  const all = new Map(known);
  for (const { id, mounts } of functions) {
    const lost = mounts.flatMap(({ artifact }) => problems.get(artifact) ?? []);
    if (lost.length > 0) all.set(id, [...(all.get(id) ?? []), ...lost]);
  }
  return all;
}

function keyOf({ path, message }: Pick<Problem, 'path' | 'message'>): string {
  return `${path}\n${message}`;
}

function suppressionsOf({ by, problems }: Excluded): ReadonlyMap<string, Suppression> {
  const all = new Map<string, Suppression>();
  for (const [key, problem] of problems) {
    const { glob = '', source = '' } = by.get(key) ?? {};
    all.set(keyOf(problem), { reason: `excluded by \`${glob}\``, owner: null, expires: null, source });
  }
  return all;
}

/**
 * Leaves out artifacts that the user excludes. Each is a gap that the exclusion accepts: it stays in reports, and the answer is about
 * what was seen.
 */
export function excludeArtifacts(
  acquisition: Acquisition,
  exclusions: readonly Exclusion[],
  accepts: AcceptGap,
): Remaining {
  if (exclusions.length === 0) return { acquisition, accepts };
  const excluded = excludedFrom(acquisition, exclusions);
  const suppressions = suppressionsOf(excluded);
  const used = new Set(excluded.by.values());
  const unused = exclusions.filter((exclusion) => !used.has(exclusion)).map(unusedNote);
  const isLeft = ({ artifact }: { readonly artifact: string }): boolean => !excluded.by.has(artifact);
  return {
    acquisition: {
      ...acquisition,
      artifacts: acquisition.artifacts.filter(({ key }) => !excluded.by.has(key)),
      functions: acquisition.functions
        .filter((fn) => !excluded.functions.includes(fn))
        .map((fn) => ({ ...fn, mounts: fn.mounts.filter(isLeft) })),
      functionProblems: functionProblems(acquisition, excluded),
      problems: [...acquisition.problems, ...excluded.problems.values(), ...unused],
    },
    accepts: (gap, place) => suppressions.get(keyOf(gap)) ?? accepts(gap, place),
  };
}
