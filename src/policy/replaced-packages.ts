import { isDeployed, type Artifact, type FunctionReport, type Problem } from '../model/index.js';

const NONE: ReadonlySet<string> = new Set();

/** Ids of packages that a function does not load, because others are loaded in their place: by artifact. */
export type Replaced = ReadonlyMap<string, ReadonlySet<string>>;

export function replacedIn({ packages }: Pick<FunctionReport, 'packages'>): Replaced {
  const replaced = new Map<string, Set<string>>();
  for (const { artifact, id, shadowedBy } of packages) {
    if (shadowedBy === null) continue;
    const known = replaced.get(artifact);
    if (known) known.add(id);
    else replaced.set(artifact, new Set([id]));
  }
  return replaced;
}

/** The replaced packages of one artifact. There are none where a build may still add them: then they would be loaded. */
export function replacedOf(artifact: Artifact, replaced: Replaced): ReadonlySet<string> {
  return (isDeployed(artifact) ? replaced.get(artifact.id) : null) ?? NONE;
}

/** Whether a problem is about packages that are not there, and all of them are replaced. */
export function isReplaced({ packages = [] }: Problem, replaced: ReadonlySet<string>): boolean {
  return packages.length > 0 && packages.every((id) => replaced.has(id));
}

/** Ids that are replaced in every function that mounts the artifact; none without such a function. */
function replacedEverywhere(artifact: Artifact, functions: readonly FunctionReport[]): ReadonlySet<string> {
  const users = functions.filter(({ mounts }) => mounts.some((mount) => mount.artifact === artifact.id));
  const [first = NONE, ...others] = users.map((fn) => replacedOf(artifact, replacedIn(fn)));
  return new Set([...first].filter((id) => others.every((other) => other.has(id))));
}

/**
 * Some packages are only named, and every function has others in their place. The result lacks the findings about such packages, and
 * problems that are only about them do not affect completeness.
 */
export function withoutReplaced({
  artifacts,
  functions,
}: {
  readonly artifacts: readonly Artifact[];
  readonly functions: readonly FunctionReport[];
}): readonly Artifact[] {
  return artifacts.map((artifact) => {
    const declared = artifact.packages.filter(({ presence }) => presence === 'declared');
    if (declared.length === 0) return artifact;
    const replaced = replacedEverywhere(artifact, functions);
    const gone = new Set(declared.flatMap(({ id }) => (replaced.has(id) ? [id] : [])));
    return {
      ...artifact,
      findings: artifact.findings.filter(({ package: id }) => id === null || !gone.has(id)),
      problems: artifact.problems.map((problem) =>
        isReplaced(problem, gone) ? { ...problem, affectsCompleteness: false } : problem,
      ),
    };
  });
}
