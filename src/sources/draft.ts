import type { ArtifactKind, Problem, ServerlessFunction } from '../model/index.js';
import { nameWithin, realPathOf, shownPath } from './host-files.js';
import type { Acquisition, ArtifactReference, Target } from './source.js';

/** The facts of a function that a source knows. */
export type FunctionDraft = Pick<ServerlessFunction, 'name' | 'platform'> &
  Partial<Omit<ServerlessFunction, 'id'>> & {
    /** Distinguishes the function from others of the target; the id is derived from it. Default: `name`. */
    readonly label?: string;
    readonly problems?: readonly Problem[];
  };

export interface ArtifactDraft {
  readonly hostPath: string;
  readonly kind: ArtifactKind;
  readonly extraFiles?: ReadonlyMap<string, string>;
  /** See ArtifactReference; with the resource that has it. */
  readonly inline?: ArtifactReference['inline'] & { readonly of: string };
}

/** Collects the functions, artifacts and problems that a source finds in one target. */
export interface Draft {
  /** Adds an artifact, once per key. @returns its key, for a mount. */
  addArtifact(artifact: ArtifactDraft): Promise<string>;
  /** @returns the function's id, unique in the target. */
  addFunction(draft: FunctionDraft): string;
  addProblems(problems: readonly Problem[]): void;
  finish(): Acquisition;
}

const UNKNOWN = {
  runtime: null,
  handler: null,
  architecture: null,
  account: null,
  region: null,
  arn: null,
  tags: {},
  mounts: [],
  role: null,
  triggers: [],
  environment: [],
  environmentHooks: [],
  declaredIn: null,
  settings: null,
} as const;

/** Returns a function that makes ids unique: a repeated id becomes `id~2`, `id~3` … */
export function uniqueIds(): (id: string) => string {
  const counts = new Map<string, number>();
  return function unique(id: string): string {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : unique(`${id}~${count}`);
  };
}

export function startDraft(target: Target): Draft {
  const artifacts = new Map<string, ArtifactReference>();
  const functions = new Map<string, ServerlessFunction>();
  const functionProblems = new Map<string, readonly Problem[]>();
  const problems: Problem[] = [];
  const unique = uniqueIds();
  return {
    async addArtifact(artifact) {
      const end = artifact.inline ? `#${artifact.inline.of}` : '';
      const key = (await realPathOf(artifact.hostPath)) + end;
      if (!artifacts.has(key)) {
        const path = shownPath(target, artifact.hostPath) + end;
        artifacts.set(key, { key, path, name: nameWithin(target, artifact.hostPath) + end, ...artifact });
      }
      return key;
    },
    addFunction({ label, problems: own = [], ...facts }) {
      const id = unique(facts.arn ?? label ?? facts.name);
      functions.set(id, { ...UNKNOWN, ...facts, id });
      if (own.length > 0) functionProblems.set(id, own);
      return id;
    },
    addProblems(more) {
      for (const problem of more) problems.push(problem);
    },
    finish: () => ({
      functions: [...functions.values()],
      artifacts: [...artifacts.values()],
      problems,
      functionProblems,
    }),
  };
}
