import type { Problem } from '../../model/index.js';

/** Data from outside that was not followed to its end. */
export function notFollowed(code: Problem['code'], path: string, reason: string): Problem {
  const message = `Data from events was not followed to its end: ${reason}.`;
  return { code, path, message, affectsCompleteness: true };
}
