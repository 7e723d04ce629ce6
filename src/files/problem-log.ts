import type { Problem, ProblemCode } from '../model/index.js';

/** Collects problems of one archive without letting a hostile one flood the report. */
export interface ProblemLog {
  add(problem: Problem): void;
  /** The problems in order; of a code that came too often, the first ones and one with the number of the others. */
  list(): Problem[];
}

const MAX_SHOWN_PER_CODE = 20;

interface Surplus {
  count: number;
  affectsCompleteness: boolean;
}

/** @param path of the artifact, for the problem that counts the others. */
export function problemLog(path = ''): ProblemLog {
  const kept: Problem[] = [];
  const counts = new Map<ProblemCode, number>();
  const surplus = new Map<ProblemCode, Surplus>();
  return {
    add(problem) {
      const count = (counts.get(problem.code) ?? 0) + 1;
      counts.set(problem.code, count);
      if (count <= MAX_SHOWN_PER_CODE) {
        kept.push(problem);
        return;
      }
      const more = surplus.get(problem.code) ?? { count: 0, affectsCompleteness: false };
      more.count += 1;
      more.affectsCompleteness ||= problem.affectsCompleteness;
      surplus.set(problem.code, more);
    },
    list() {
      const rest = [...surplus].map(([code, { count, affectsCompleteness }]): Problem => {
        const message = `There are ${count} more problems of this kind, not listed here.`;
        return { code, path, message, affectsCompleteness };
      });
      return [...kept, ...rest];
    },
  };
}
