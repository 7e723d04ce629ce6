import { problemSentence, type FunctionReport, type Problem, type Report } from '../model/index.js';
import { acceptedProblems, allAcceptedNotes } from './accepted-gaps.js';

/** A problem with the function or artifact that has it. */
export interface LocatedProblem extends Problem {
  /** Path of the artifact, name of the function; null when it is of the run itself. */
  readonly where: string | null;
}

function usersByArtifact({ functions }: Report): ReadonlyMap<string, readonly FunctionReport[]> {
  const users = new Map<string, FunctionReport[]>();
  for (const fn of functions) {
    for (const artifact of new Set(fn.mounts.map((mount) => mount.artifact))) {
      const others = users.get(artifact);
      if (others) others.push(fn);
      else users.set(artifact, [fn]);
    }
  }
  return users;
}

/** Everything that could not be read or resolved and that no rule accepts: of the run, of artifacts, of functions. */
export function problemsOf(report: Report): LocatedProblem[] {
  const isAccepted = acceptedProblems(report);
  const users = report.summary.acceptedGaps.length > 0 ? usersByArtifact(report) : null;
  return [
    ...report.problems
      .filter((problem) => !isAccepted(problem, null, []))
      .map((problem) => ({ ...problem, where: null })),
    ...report.artifacts.flatMap(({ id, path, problems }) =>
      problems
        .filter((problem) => !isAccepted(problem, path, users?.get(id) ?? []))
        .map((problem) => ({ ...problem, where: path })),
    ),
    ...report.functions.flatMap((fn) =>
      fn.problems
        .filter((problem) => !isAccepted(problem, null, [fn]))
        .map((problem) => ({ ...problem, where: fn.name })),
    ),
  ];
}

/** `a.zip: secrets.bin: The entry is encrypted.` */
export function problemWords({ where, ...problem }: LocatedProblem): string {
  return [where, problemSentence(problem)].filter((part) => part !== null && part !== '').join(': ');
}

/**
 * Notes on acceptances, and on rules that expired or match nothing. Every format for people shows them, because the
 * rules' author may rely on them.
 */
export function ruleNotes(report: Report): string[] {
  return [...allAcceptedNotes(report), ...uselessRules(report)];
}

/** Notes on rules that ran out or meet nothing. */
export function uselessRules({ problems }: Report): string[] {
  return problems
    .filter(({ affectsCompleteness, code }) => !affectsCompleteness && code === 'stale')
    .map((problem) => problemWords({ ...problem, where: null }));
}
