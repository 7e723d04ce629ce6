import { pypi } from '../../ecosystems/index.js';
import { fingerprintOf, PLAIN_FINDING, SEVERITIES, type Finding, type Package } from '../../model/index.js';
import type { Difference } from './difference.js';

/** Pieces of evidence that a finding shows; the rest is counted. */
const MAX_SHOWN = 12;

const WHY = 'The function runs code that its publisher did not release and that others have not reviewed.';
const ADVICE =
  'Install it again from the registry (npm ci) and compare. If the difference is intended, keep it as a patch file that is reviewed.';

function worstFirst(differences: readonly Difference[]): readonly Difference[] {
  return [...differences].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const ADVICE_FOR_PYTHON =
  'Install it again from the index (pip install --force-reinstall --no-deps) and compare. If the difference is intended, build and install a release of your own.';

/** One finding for all differences of a package from its published files, the worst first. @param words how its title says that it differs. */
export function findingOf(
  found: Package,
  differences: readonly Difference[],
  words = 'is not as published',
): Finding | undefined {
  const sorted = worstFirst(differences);
  const [worst] = sorted;
  if (!worst) return undefined;
  const more = sorted.length > 1 ? `, and ${sorted.length - 1} more` : '';
  const evidence = sorted.flatMap((one) => one.evidence);
  const hidden = evidence.length - MAX_SHOWN;
  const path = found.locations[0]?.path ?? '';
  const rest =
    hidden > 0 ? [{ path, line: null, detail: `${hidden} more lines and files are not shown` }] : [];
  return {
    ...PLAIN_FINDING,
    id: `${worst.rule}#${found.id}`,
    kind: 'tamper',
    rule: worst.rule,
    title: `${found.name} ${found.version} ${words}: ${worst.text}${more}`,
    severity: worst.severity,
    cwes: ['CWE-494'],
    confidence: worst.rule === 'unknown-to-registry' ? 'medium' : 'high',
    package: found.id,
    locations: found.locations,
    evidence: [...evidence.slice(0, MAX_SHOWN), ...rest],
    remediation: {
      action: 'review',
      version: null,
      major: false,
      direct: null,
      text: found.ecosystem === pypi.name ? ADVICE_FOR_PYTHON : ADVICE,
    },
    fingerprint: fingerprintOf({
      kind: 'tamper',
      rule: worst.rule,
      subject: `${found.ecosystem}:${found.name}`,
    }),
    why: WHY,
  };
}
