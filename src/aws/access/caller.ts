import { ScanError } from '../../model/index.js';
import type { Clock } from './clock.js';
import { openPace, type Lane } from './pace.js';
import { refusalOf, type Refusal, type RefusalKind } from './refusal.js';

/** Where a call goes. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface Caller {
  /**
   * Makes a call when its turn comes, again when that may help.
   * @param action in IAM's spelling.
   * @throws Refusal
   */
  call<T>(place: Place, action: string, send: () => Promise<T>): Promise<T>;
  /** Calls made so far, retries included, by action. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface CallerOptions {
  /** Multiplier of the default rates. */
  readonly paceFactor: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const ATTEMPTS: Readonly<Record<RefusalKind, number>> = { throttled: 10, failed: 4, denied: 1, absent: 1 };
const FIRST_WAIT_MILLIS = 200;
const LONGEST_WAIT_MILLIS = 20_000;

export function openCaller({ paceFactor, clock, signal }: CallerOptions): Caller {
  const laneOf = openPace(paceFactor, clock);
  const counts = new Map<string, number>();

  async function attempt<T>(lane: Lane, action: string, send: () => Promise<T>): Promise<T | Refusal> {
    await lane.turn();
    signal?.throwIfAborted();
    counts.set(action, (counts.get(action) ?? 0) + 1);
    try {
      const answer = await send();
      lane.answered();
      return answer;
    } catch (error) {
      // Not AWS's, but ours: an address or a proxy that is not used.
      if (error instanceof ScanError) throw error;
      const refusal = refusalOf(action, error);
      if (refusal.kind === 'throttled') lane.throttled();
      else lane.answered();
      return refusal;
    }
  }

  return {
    counts,
    async call({ account, region }, action, send) {
      const lane = laneOf(`${account} ${region}`, action);
      for (let made = 1; ; made += 1) {
        const answer = await attempt(lane, action, send);
        if (!isRefusal(answer)) return answer;
        signal?.throwIfAborted();
        if (made >= ATTEMPTS[answer.kind]) throw answer;
        const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** made);
        await clock.sleep(longest * clock.random());
      }
    },
  };
}

function isRefusal(answer: unknown): answer is Refusal {
  return answer instanceof Error && answer.name === 'Refusal';
}
