import {
  fingerprintOf,
  PLAIN_FINDING,
  type Finding,
  type FindingEvidence,
  type Package,
  type Severity,
} from '../../model/index.js';

/** Something in an artifact that runs although no handler imports it. */
export interface ArtifactHook {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** The file or folder that it is about. */
  readonly path: string;
  readonly evidence: readonly FindingEvidence[];
  /** Why it matters in a function. */
  readonly why: string;
  readonly advice: string;
  readonly isMalware?: boolean;
  /** The package that brought it, where one is known. */
  readonly package?: Package | null;
}

/** Evidence that shows only that a file exists. */
export function seenAt(path: string, detail: string): FindingEvidence {
  return { path, line: null, detail };
}

export function hookFinding(hook: ArtifactHook): Finding {
  const { rule, title, severity, path, evidence, why, advice, isMalware = false, package: owner } = hook;
  const kind = isMalware ? 'malware' : 'hook';
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${path}`,
    kind,
    rule,
    title,
    severity,
    cwes: isMalware ? ['CWE-506'] : [],
    confidence: severity === 'low' ? 'medium' : 'high',
    package: owner?.id ?? null,
    locations: [{ path }],
    evidence,
    remediation: {
      action: isMalware ? 'remove' : 'review',
      version: null,
      major: false,
      direct: null,
      text: advice,
    },
    fingerprint: fingerprintOf({ kind, rule, subject: `path:${path}` }),
    why,
  };
}
