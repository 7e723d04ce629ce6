/** The reasons why a part of the input was not read, and `setting` for a note about a setting. Literal words, stable in reports. */
export const PROBLEM_CODES = [
  'malformed',
  'too-large',
  'unsupported',
  'encrypted',
  'timed-out',
  'unresolved',
  'unsafe-path',
  'missing',
  'denied',
  'stale',
  'setting',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * Something that could not be read or resolved. Data, never thrown: the scan goes on and the report shows it.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** Path inside the artifact ('' = the artifact itself), or the target-relative host path. Raw, not escaped. */
  readonly path: string;
  /** What happened, in one plain sentence that makes sense without the code. */
  readonly message: string;
  /** True if, because of it, the inventory may lack a package or the report a function. */
  readonly affectsCompleteness: boolean;
  /** The user can settle it: reports show it although nothing is missing because of it. */
  readonly isQuestion?: true;
  /** Ids of the packages that it is about: they are not there. Where a function has others in their place, nothing is missing. */
  readonly packages?: readonly string[];
  /**
   * Set if only one part of the answer may lack something: id of the analysis, of the detector, `recognition` of packages in bundles,
   * or `matching` with advisories. What the others say holds.
   */
  readonly analysis?: string;
}

const BEFORE = /[\s"'(`]$/;
const AFTER = /^(?:[\s"')`,:;]|[.?!](?:\s|$))/;

/** Whether a sentence has a path as a word of its own, not as a part of another path. */
function namesPath(message: string, path: string): boolean {
  for (let at = message.indexOf(path); at >= 0; at = message.indexOf(path, at + 1)) {
    const [before, after] = [
      message.slice(Math.max(0, at - 1), at),
      message.slice(at + path.length, at + path.length + 2),
    ];
    if ((before === '' || BEFORE.test(before)) && (after === '' || AFTER.test(after))) return true;
  }
  return false;
}

/** `lib/a.bin: The entry is encrypted.`, without the path where the sentence has it. */
export function problemSentence({ path, message }: Pick<Problem, 'path' | 'message'>): string {
  return path === '' || namesPath(message, path) ? message : `${path}: ${message}`;
}

/** The problems of one analysis or detector. */
export function problemsOfAnalysis(analysis: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, analysis }));
}

/** Each problem once: several stages may meet the same unreadable file. It then is about more than one of them. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.code}\n${problem.path}\n${problem.message}`;
    const known = seen.get(key);
    if (!known) seen.set(key, problem);
    else if (known.analysis !== problem.analysis) {
      const { analysis: _, ...whole } = known;
      seen.set(key, whole);
    }
  }
  return [...seen.values()];
}
