import type { FlowRule } from '../../model/index.js';
import type { CallNames } from './call-names.js';
import type { PackageCode } from './package-code.js';

/** The rules in force, the functions that they name, and the code that they name instead of following it. */
export interface FlowTables {
  readonly rules: readonly FlowRule[];
  readonly names: CallNames;
  readonly packages: PackageCode;
}
