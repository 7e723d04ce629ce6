import type { Trigger } from '../../model/index.js';
import { listed } from '../../reporters/index.js';

/** Callers that a line names; the JSON has all. */
const SHOWN = 2;

/**
 * `http: function URL, open to everybody`. Without a trigger it shows only that: principals with `lambda:InvokeFunction` in the account may
 * call the function, which is not analysed.
 */
export function callerWords(triggers: readonly Trigger[]): string {
  if (triggers.length === 0) return 'no trigger seen';
  return listed(
    triggers.map(({ type, detail }) => (detail === null ? type : `${type}: ${detail}`)),
    SHOWN,
  );
}
