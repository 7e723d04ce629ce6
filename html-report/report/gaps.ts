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

export const gapsOf = lazyBy((report: Report): readonly Gap[] => [
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
]);
