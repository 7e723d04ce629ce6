import type { FindingKind, Severity } from '../../model/index.js';

const CHECKS = 'Software and Configuration Checks';

/** Namespaces and categories are Security Hub's. https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Types */
export const TYPE_OF_KIND: Readonly<Record<FindingKind, string>> = {
  advisory: `${CHECKS}/Vulnerabilities/CVE`,
  malware: 'TTPs/Initial Access/Supply Chain Compromise',
  typosquat: 'TTPs/Initial Access/Typosquatting',
  'install-script': 'TTPs/Execution/Install Script',
  tamper: 'TTPs/Defense Evasion/Tampered Package',
  hook: 'TTPs/Persistence/Start-up Code',
  drift: `${CHECKS}/Vulnerabilities/Drift`,
  permission: `${CHECKS}/AWS Security Best Practices/Permissions`,
  injection: `${CHECKS}/Vulnerabilities/Event Injection`,
  secret: 'Sensitive Data Identifications/Passwords/Secret in Code',
  configuration: `${CHECKS}/AWS Security Best Practices/Configuration`,
  runtime: `${CHECKS}/Patch Management/Runtime`,
};

/** The finding about gaps. */
export const INCOMPLETE_TYPE = `${CHECKS}/Vulnerabilities/Incomplete Scan`;

/** Label and, for older readers, the number that Security Hub itself derives from it. */
const LABELS: Readonly<Record<Severity, readonly [label: string, normalized: number]>> = {
  critical: ['CRITICAL', 90],
  high: ['HIGH', 70],
  medium: ['MEDIUM', 40],
  low: ['LOW', 1],
  // As in gates.
  unknown: ['MEDIUM', 40],
};

/** Type and severity, where the format first had them and where it wants them of finding providers since. */
export function ratingOf(
  severity: Severity,
  { original, type }: { readonly original: string; readonly type: string },
): object {
  const [label, normalized] = LABELS[severity];
  return {
    Types: [type],
    Severity: { Label: label, Normalized: normalized, Original: original },
    FindingProviderFields: { Types: [type], Severity: { Label: label, Original: original } },
  };
}
