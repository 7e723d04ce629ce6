import { setTimeout as wait } from 'node:timers/promises';

/** A server that is restarted, or fails over, is away for this long at most. */
const PATIENCE_MILLIS = 120_000;
const FIRST_WAIT_MILLIS = 100;
const LONGEST_WAIT_MILLIS = 5000;

// Class 08: connection exceptions; 57P01–57P03: the server goes down or comes up; 53300: no connection is free.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
const AWAY = /^(?:08|57P0[123]$|53300$|E(?:CONN|PIPE|NOENT|TIMEDOUT|HOSTUNREACH))/;
const AWAY_MESSAGE =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** Whether an error concerns the connection, not the statement. */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return AWAY.test(String(code)) || AWAY_MESSAGE.test(String(message));
}

/** Does some work with a server, and repeats it while the server is away. */
export async function whileAway<T>(work: () => Promise<T>, patienceMillis = PATIENCE_MILLIS): Promise<T> {
  const until = performance.now() + patienceMillis;
  for (let millis = FIRST_WAIT_MILLIS; ; millis = Math.min(millis * 2, LONGEST_WAIT_MILLIS)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || performance.now() + millis > until) throw error;
      await wait(millis);
    }
  }
}
