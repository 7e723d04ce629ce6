import type { Limits } from './limits.js';

/** The remaining budget of an artifact, shared by it and all archives inside it. */
export interface Budget {
  bytesLeft: number;
  entriesLeft: number;
}

export function newBudget(limits: Pick<Limits, 'maxInflatedBytes' | 'maxEntries'>): Budget {
  return { bytesLeft: limits.maxInflatedBytes, entriesLeft: limits.maxEntries };
}

/** Takes one entry of so many inflated bytes off the budget; false, and nothing taken, when it does not fit. */
export function spend(budget: Budget, bytes: number): boolean {
  if (budget.entriesLeft < 1 || !(bytes >= 0 && bytes <= budget.bytesLeft)) return false;
  budget.entriesLeft -= 1;
  budget.bytesLeft -= bytes;
  return true;
}
