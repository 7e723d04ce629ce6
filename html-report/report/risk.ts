import { compareRisk, type Risk } from '../../src/policy/risk.js';
import { compareFindings } from '../kinds/finding-words.js';
import { isMalicious } from './counts.js';
import type { Finding, FunctionView } from './model.js';

/** A finding as a function has it, in the parts that its place in reports rests on. */
function riskIn({ found, rule, certainty, isNotLinked }: Finding, fn: FunctionView): Risk {
  const view = found ? fn.viewOf(found) : null;
  // Data was followed from the handler to an injection.
  const reachable = rule.kind === 'injection' ? true : (view?.reachable ?? null);
  return {
    isMalware: isMalicious(rule, certainty),
    reachable: view?.isShadowed || isNotLinked ? false : reachable,
    exposure: fn.exposure?.level ?? null,
    severity: rule.severity,
    role: fn.roleReach,
  };
}

/** Findings of a function in the one order; those that are set aside last. */
export function inOneOrder(findings: readonly Finding[], fn: FunctionView): Finding[] {
  const judged = findings.map((finding) => ({ finding, risk: riskIn(finding, fn) }));
  judged.sort(
    (a, b) =>
      Number(a.finding.status !== 'open') - Number(b.finding.status !== 'open') ||
      compareRisk(a.risk, b.risk) ||
      compareFindings(a.finding, b.finding),
  );
  return judged.map(({ finding }) => finding);
}
