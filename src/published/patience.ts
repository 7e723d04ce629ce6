import type { NotPublished } from '../model/index.js';

/** Failures in a row after which a registry counts as unreachable. */
const OUTAGE_FAILURES = 5;

/** How errors of one kind of registry are read. */
interface Failures {
  readonly failureOf: (error: unknown) => NotPublished;
  /** Whether an error means that the registry is unreachable, not one package. */
  readonly isOutage: (error: unknown) => boolean;
  /** What is said when it counts as unreachable. */
  readonly outOfReach: string;
}

/** Sends requests until the time limit, or until the registry seems unreachable, and turns failures into results. */
export function patience(
  maxMillis: number,
  { failureOf, isOutage, outOfReach }: Failures,
): <T>(request: () => Promise<T>) => Promise<T | NotPublished> {
  const endsAt = Date.now() + maxMillis;
  let failuresInARow = 0;
  return async (request) => {
    if (Date.now() > endsAt) {
      return {
        state: 'unavailable',
        reason: 'the time limit is reached; scan again to continue from here',
      };
    }
    if (failuresInARow >= OUTAGE_FAILURES) {
      return { state: 'unavailable', reason: outOfReach };
    }
    try {
      const answer = await request();
      failuresInARow = 0;
      return answer;
    } catch (error) {
      failuresInARow = isOutage(error) ? failuresInARow + 1 : 0;
      return failureOf(error);
    }
  };
}
