import type { Clock } from '../../src/aws/access/clock.js';

/** A clock on which sleeping takes no time; it counts the milliseconds slept. */
export function quickClock(): Clock & { slept: number } {
  return {
    slept: 0,
    now() {
      return this.slept;
    },
    sleep(millis) {
      this.slept += millis;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}
