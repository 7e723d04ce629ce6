import type { Problem, Report } from '../model/index.js';

/** A problem with what it was met in. */
export interface ToldProblem extends Problem {
  /** Path of the artifact, name of the function; null when it is of the run itself. */
  readonly where: string | null;
}

/** Everything that could not be read or resolved: of the run, of artifacts, of functions. */
export function problemsOf(report: Report): ToldProblem[] {
  return [
    ...report.problems.map((problem) => ({ ...problem, where: null })),
    ...report.artifacts.flatMap(({ path, problems }) =>
      problems.map((problem) => ({ ...problem, where: path })),
    ),
    ...report.functions.flatMap(({ name, problems }) =>
      problems.map((problem) => ({ ...problem, where: name })),
    ),
  ];
}

/** `a.zip: secrets.bin: The entry is encrypted.` */
export function problemWords({ where, path, message }: ToldProblem): string {
  return [where, path, message].filter((part) => part !== null && part !== '').join(': ');
}

/** Notes on rules of the user that ran out or meet nothing: somebody counts on them, so they are told wherever people read. */
export function ruleNotes({ problems }: Report): string[] {
  return problems
    .filter(({ affectsCompleteness, code }) => !affectsCompleteness && code === 'stale')
    .map((problem) => problemWords({ ...problem, where: null }));
}
