import type { Clock } from './clock.js';

/**
 * Calls a second that we make of a kind, in each account and region. Lambda's own limits are 100 for GetFunction, 15 for GetPolicy
 * and 15 for all other calls together; they cannot be raised and are shared with the deployments of the account's owner.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const RATES: readonly (readonly [kind: string, perSecond: number])[] = [
  ['lambda:GetFunction', 20],
  ['lambda:GetPolicy', 5],
  ['lambda', 5],
  ['ecr', 10],
  ['sqs', 10],
  ['s3', 10],
  ['sns', 5],
  ['iam', 5],
  ['sts', 5],
  ['organizations', 2],
  ['account', 2],
];

/** Calls with a common rate limit: those of one action with a limit of its own, else those of one service. */
export function callKind(action: string): { readonly kind: string; readonly perSecond: number } {
  const [service = ''] = action.split(':', 1);
  const [kind, perSecond] = RATES.find(([name]) => name === action || name === service) ?? [service, 2];
  return { kind, perSecond };
}

/** One queue of calls. */
export interface Lane {
  /** Resolves when the next call may go. */
  turn(): Promise<void>;
  /** A call was answered. */
  answered(): void;
  /** A call was refused as too fast: the lane halves its rate. */
  throttled(): void;
  /** Calls a second, now. */
  readonly rate: number;
}

/** Answers in a row after which a slowed lane gets faster again. */
const PATIENCE = 20;
const RECOVERY = 1.25;
const SLOWEST = 0.25;
/** Calls that were under way when the first was refused do not slow a lane again. */
const ONE_REFUSAL_MILLIS = 1000;

export function openLane(full: number, clock: Clock): Lane {
  let rate = full;
  let next = 0;
  let answers = 0;
  let slowedAt = -Infinity;
  return {
    async turn() {
      const now = clock.now();
      const at = Math.max(now, next);
      next = at + 1000 / rate;
      if (at > now) await clock.sleep(at - now);
    },
    answered() {
      answers += 1;
      if (answers < PATIENCE) return;
      answers = 0;
      rate = Math.min(full, rate * RECOVERY);
    },
    throttled() {
      answers = 0;
      if (clock.now() - slowedAt < ONE_REFUSAL_MILLIS) return;
      slowedAt = clock.now();
      rate = Math.max(Math.min(SLOWEST, full), rate / 2);
    },
    get rate() {
      return rate;
    },
  };
}

/** The lanes of a sweep: one for each account, region and kind of call. */
export function openPace(factor: number, clock: Clock): (place: string, action: string) => Lane {
  const lanes = new Map<string, Lane>();
  return (place, action) => {
    const { kind, perSecond } = callKind(action);
    const key = `${place} ${kind}`;
    const lane = lanes.get(key) ?? openLane(perSecond * factor, clock);
    lanes.set(key, lane);
    return lane;
  };
}
