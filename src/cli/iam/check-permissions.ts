import {
  severityWeight,
  type FailLevel,
  type Finding,
  type FunctionReport,
  type Platform,
} from '../../model/index.js';
import { hasUnreadRole } from '../../reporters/index.js';

/** Open findings about what the roles of functions allow. */
export function permissionFindings(functions: readonly FunctionReport[]): Finding[] {
  return functions.flatMap(({ findings }) =>
    findings.flatMap((finding) =>
      'kind' in finding && finding.kind === 'permission' && finding.status === 'open' ? [finding] : [],
    ),
  );
}

/** Whether a finding is at or above a level. */
export function failsAt(findings: readonly Finding[], level: FailLevel): boolean {
  if (level === 'none') return false;
  return findings.some(({ severity }) => severityWeight(severity) >= severityWeight(level));
}

/** Platforms whose functions have roles of AWS. A bare archive may be Lambda's. */
const WITH_ROLES: ReadonlySet<Platform> = new Set(['aws-lambda', 'unknown']);

/** Whether it is not known what a function may need: its code was not analysed. */
export function isUnanalysed({ platform, permissions }: FunctionReport): boolean {
  return WITH_ROLES.has(platform) && permissions === null;
}

/** Why no excess of a function does not mean that there is none; null if it was checked. */
export function whyUnchecked(fn: FunctionReport): string | null {
  const { platform, role } = fn;
  if (!WITH_ROLES.has(platform)) return null;
  if (isUnanalysed(fn)) return 'what its code needs was not analysed';
  if (role === null) return 'its role is not known';
  return hasUnreadRole(fn) ? 'policies of its role were not read' : null;
}
