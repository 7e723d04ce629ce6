/**
 * Who can start a function. `public`: anybody on the internet · `account`: other principals than its own services, such as other
 * accounts or identified callers · `internal`: only queues, streams, schedules and the like of the same account · `noneSeen`: no trigger was seen.
 */
export type ExposureLevel = 'public' | 'account' | 'internal' | 'noneSeen';

/** Who can start a function, with what says so. */
export interface Exposure {
  readonly level: ExposureLevel;
  /** The statements of configuration or account that say so, the most open first. */
  readonly statements: readonly string[];
}
