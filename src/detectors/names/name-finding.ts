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
  'A package of a wrong name runs with the rights of the function, and its author is somebody else.';

function adviceOf(name: string, target: string | null): string {
  if (target === null)
    return `Check that ${name} is the package that you chose, from the registry that you expect.`;
  return `Check that ${name} is intended. If you meant ${target}, depend on that, and replace every credential that ${name} could read.`;
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
    // Only the rest of the package shows whether a name is an attack.
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
