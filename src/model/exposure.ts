/**
 * Who can start a function. `public`: anybody on the internet · `account`: identified callers, other accounts or organisations ·
 * `internal`: only queues, streams, schedules and the like of the same account · `unknown`: it has a trigger whose callers are
 * not known · `noneSeen`: no trigger was seen.
 */
export type ExposureLevel = 'public' | 'account' | 'internal' | 'unknown' | 'noneSeen';

/** Who can start a function, with what says so. */
export interface Exposure {
  readonly level: ExposureLevel;
  /** The statements of configuration or account that say so, the most open first. */
  readonly statements: readonly string[];
}

/** Who may cause the events of a trigger, the most open first. */
export const TRIGGER_ACCESS = [
  /** Anybody, without proof of who it is. */
  'anyone',
  'unknown',
  /** Principals of other accounts, of an organisation or of named networks. */
  'account',
  /** Callers that prove who they are. */
  'authenticated',
  /** Services and principals of the same account. */
  'service',
] as const;
export type TriggerAccess = (typeof TRIGGER_ACCESS)[number];

/** Orders the most open access first. */
export function compareAccess(a: TriggerAccess, b: TriggerAccess): number {
  return TRIGGER_ACCESS.indexOf(a) - TRIGGER_ACCESS.indexOf(b);
}

/** Name of a trigger among the places of a function's settings. */
export function triggerKey({
  type,
  detail,
}: {
  readonly type: string;
  readonly detail: string | null;
}): string {
  return `trigger:${type} ${detail ?? ''}`;
}
