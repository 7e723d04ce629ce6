/** A function as one run saw it. */
export interface FunctionRow {
  readonly arn: string;
  readonly name: string;
  /** Whatever is told of it beside its versions. */
  readonly facts: unknown;
  readonly versions: readonly VersionRow[];
}

export interface VersionRow {
  readonly version: string;
  readonly reachable: boolean;
  /** Key of its code's artifact. */
  readonly code: string;
  /** ARNs of its layers, in mount order. */
  readonly layers: readonly string[];
  readonly facts: unknown;
}

export interface GapRow {
  readonly account: string;
  readonly region: string | null;
  readonly action: string;
  readonly resource: string | null;
  readonly status: string;
  readonly reason: string;
  readonly affectsCompleteness: boolean;
}

export interface RegionRows {
  readonly account: string;
  readonly region: string;
  /** False: nothing is known of the region, and what was there stays as it was seen last. */
  readonly listed: boolean;
  readonly functions: readonly FunctionRow[];
  readonly gaps: readonly GapRow[];
}
