import type { Artifact, Finding, Package, Report, Severity } from '../model/index.js';

/** The findings that a reader wants to see. */
export interface ListFilter {
  /** Only these severities; null: all. */
  readonly severities: readonly Severity[] | null;
  /** Only advisories that a known version fixes. */
  readonly onlyFixable: boolean;
  /** Only packages that the application requires itself, or may require itself. */
  readonly onlyDirect: boolean;
  /** Only findings that the baseline lacks. */
  readonly onlyNew: boolean;
}

/** A report with the chosen findings. Its summary still counts all of them. */
export interface ChosenFindings {
  readonly report: Report;
  /** Number of open findings that are left out. */
  readonly hidden: number;
}

function isUnfixed({ kind, fixedIn }: Finding): boolean {
  return kind === 'advisory' && fixedIn.length === 0;
}

/** Whether the application did not ask for a package itself: others require it, or the image's system has it. */
function isOthers(found: Package | undefined): boolean {
  return found?.direct === false || found?.system !== undefined;
}

/** Whether a finding is shown. Malware always is. */
function isWanted(finding: Finding, found: Package | undefined, filter: ListFilter): boolean {
  const { severities, onlyFixable, onlyDirect, onlyNew } = filter;
  if (finding.kind === 'malware') return true;
  if (severities && !severities.includes(finding.severity)) return false;
  const isLeftOut =
    (onlyFixable && isUnfixed(finding)) ||
    (onlyDirect && isOthers(found)) ||
    (onlyNew && finding.isNew === false);
  return !isLeftOut;
}

function countOpen(findings: readonly Finding[]): number {
  return findings.filter(({ status }) => status === 'open').length;
}

/** The findings of an artifact that are shown. */
function chosenIn({ packages, findings }: Artifact, filter: ListFilter): Finding[] {
  const byId = new Map(packages.map((found) => [found.id, found]));
  return findings.filter((finding) => isWanted(finding, byId.get(finding.package ?? ''), filter));
}

/** Leaves out the findings that a reader does not want to see. */
export function chooseFindings(report: Report, filter: ListFilter): ChosenFindings {
  let hidden = 0;
  const artifacts = report.artifacts.map((artifact): Artifact => {
    const findings = chosenIn(artifact, filter);
    hidden += countOpen(artifact.findings) - countOpen(findings);
    return { ...artifact, findings };
  });
  const shown = new Set(artifacts.flatMap(({ id, findings }) => findings.map((one) => `${id}#${one.id}`)));
  const functions = report.functions.map((fn) => {
    const own = fn.findings.filter((finding) => 'kind' in finding);
    const findings = fn.findings.filter((finding) =>
      'kind' in finding
        ? isWanted(finding, undefined, filter)
        : shown.has(`${finding.artifact}#${finding.id}`),
    );
    hidden += countOpen(own) - countOpen(findings.filter((finding) => 'kind' in finding));
    return { ...fn, findings };
  });
  return { report: { ...report, artifacts, functions }, hidden };
}
