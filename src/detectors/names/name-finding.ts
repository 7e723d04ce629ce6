import {
  fingerprintOf,
  PLAIN_FINDING,
  type Finding,
  type FindingEvidence,
  type Package,
  type Severity,
} from '../../model/index.js';

interface NameStatement {
  readonly rule: string;
  readonly title: string;
  /** The package that was probably meant. */
  readonly target: string | null;
  readonly severity: Severity;
  readonly evidence: readonly FindingEvidence[];
}

const WHY =
  'A package of a wrong name runs with the rights of the function like the right one, and its author is somebody else.';

function adviceOf(name: string, target: string | null): string {
  if (target === null) return `Make sure that ${name} is a package that you chose, from where you expect it.`;
  return `Make sure that ${name} is meant; if ${target} is, depend on that and replace what this one could read.`;
}

/** A finding about the name of a package. */
export function nameFinding(
  { id, ecosystem, name, locations }: Package,
  { rule, title, target, severity, evidence }: NameStatement,
): Finding {
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${id}`,
    kind: 'typosquat',
    rule,
    title,
    severity,
    // How a name is meant is not in the name: only what else is in the package makes it likely.
    confidence: severity === 'high' ? 'medium' : 'low',
    certainty: 'possible',
    package: id,
    locations,
    evidence,
    remediation: {
      action: target === null ? 'review' : 'replace',
      version: null,
      major: false,
      direct: null,
      text: adviceOf(name, target),
    },
    fingerprint: fingerprintOf({ kind: 'typosquat', rule, subject: `${ecosystem}:${name}` }),
    why: WHY,
  };
}
