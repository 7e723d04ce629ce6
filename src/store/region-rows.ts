/** A function as one run saw it. */
export interface FunctionRow {
  readonly arn: string;
  readonly name: string;
  /** Facts of the function without its versions. */
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
  /** False: the region could not be listed, and its functions stay as last seen. */
  readonly listed: boolean;
  readonly functions: readonly FunctionRow[];
  readonly gaps: readonly GapRow[];
}
