import type { Artifact, FunctionReport, Report } from '../model/index.js';
import { encountersOf, failsGate } from './fails-gate.js';
import { questionsOf } from './completeness.js';

/** Exit codes, as README.md explains them. */
export const EXIT = { clean: 0, findings: 1, usage: 2, nothing: 3, incomplete: 4, internal: 5 } as const;

function fails(artifact: Artifact, { options: { gate } }: Report, users: readonly FunctionReport[]): boolean {
  const questions = new Set(questionsOf(artifact));
  return artifact.findings.some(
    (finding) => !questions.has(finding) && failsGate(finding, gate, encountersOf(finding, artifact, users)),
  );
}

function failsItself(fn: FunctionReport, { options: { gate } }: Report): boolean {
  return fn.findings.some(
    (finding) => 'kind' in finding && failsGate(finding, gate, encountersOf(finding, null, [fn])),
  );
}

/** Functions by the id of what they mount. */
function usersOf({ functions }: Report): ReadonlyMap<string, readonly FunctionReport[]> {
  const users = new Map<string, FunctionReport[]>();
  for (const fn of functions) {
    for (const id of new Set(fn.mounts.map(({ artifact }) => artifact))) {
      const others = users.get(id);
      if (others) others.push(fn);
      else users.set(id, [fn]);
    }
  }
  return users;
}

/** Whether the targets had anything to scan: a README alone is not a function. */
function hasContent(report: Report): boolean {
  if (report.functions.length > 0 && report.artifacts.length === 0) return true;
  if (report.functions.some(({ findings }) => findings.length > 0)) return true;
  return report.artifacts.some(
    ({ coverage, packages, problems, findings }) =>
      coverage.codeBytes > 0 || packages.length > 0 || problems.length > 0 || findings.length > 0,
  );
}

/** The exit code of a finished scan, by the gate that its options name: the first that applies, in the order of README.md. */
export function exitCodeOf(report: Report): number {
  if (!hasContent(report)) return EXIT.nothing;
  const users = usersOf(report);
  const isFailing =
    report.artifacts.some((artifact) => fails(artifact, report, users.get(artifact.id) ?? [])) ||
    report.functions.some((fn) => failsItself(fn, report));
  if (isFailing) return EXIT.findings;
  return report.summary.complete || report.options.allowIncomplete ? EXIT.clean : EXIT.incomplete;
}
