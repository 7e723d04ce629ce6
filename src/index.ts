export {
  ECOSYSTEM_NAMES as ECOSYSTEMS,
  packageOfPurl,
  purlOf,
  type NamedByPurl,
} from './ecosystems/index.js';
export * from './model/index.js';
export {
  NO_POLICY,
  type Baseline,
  type DeniedPackage,
  type IgnoreRule,
  type LicenseRules,
  type PackageRules,
  type Policy,
  type VexIdentity,
  type VexProduct,
  type VexStatement,
} from './policy/index.js';
export type { NamedSbom, Sbom } from './sbom/index.js';
export { scan, type Scan } from './scan.js';
export type { ScanOptions, ScanProgress } from './scan-options.js';
