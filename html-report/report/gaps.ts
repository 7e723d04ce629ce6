import { lazyBy } from './lazy.js';
import type { Problem, Report } from './model.js';
import { addressOf } from '../route.js';

/** Something that was not seen, or to be noted, with where. */
export interface Gap {
  readonly problem: Problem;
  /** `run`, a function or an artifact. */
  readonly where: string;
  readonly address: string;
}

/** What makes the report incomplete comes before what is only to be noted. */
export const gapsOf = lazyBy((report: Report): readonly Gap[] =>
  allGaps(report).sort(
    (a, b) => Number(b.problem.affectsCompleteness) - Number(a.problem.affectsCompleteness),
  ),
);

function allGaps(report: Report): Gap[] {
  return [
    ...report.problems.map((problem) => ({
      problem,
      where: 'The scan itself',
      address: addressOf('overview'),
    })),
    ...report.functions.flatMap((fn) =>
      fn.problems.map((problem) => ({ problem, where: fn.name, address: addressOf('function', fn.key) })),
    ),
    ...report.artifacts.flatMap((artifact) =>
      artifact.problems.map((problem) => ({
        problem,
        where: artifact.path,
        address: addressOf('artifact', artifact.key),
      })),
    ),
  ];
}
