import type { FailLevel, Gate } from '../model/index.js';
import { plainGate } from './fails-gate.js';
import type { Policy } from './policy.js';

/** The options of a run that concern its gate. */
export interface GateWishes {
  readonly failOn?: FailLevel | undefined;
  readonly newOnly?: boolean | undefined;
}

/** The gate in force: the policy's, with the level of the run; `none` there turns all of it off. */
export function gateOf({ gate }: Policy, { failOn, newOnly = false }: GateWishes): Gate {
  if (failOn === 'none') return { ...plainGate('none'), newOnly };
  return { ...gate, severity: failOn ?? gate.severity, newOnly };
}
