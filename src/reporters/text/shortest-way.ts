import { SEVERITIES, type Finding } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { countBySeverity, number, severityWords, type SeverityCounts } from '../amounts.js';
import type { ReportIndex } from '../report-index.js';

/** One change in a manifest. */
interface Step {
  /** Package to raise or to remove. */
  readonly name: string;
  readonly action: 'raise' | 'remove';
  /** Versions to raise it to; empty when it is not known which one brings the fixes. */
  readonly versions: Set<string>;
  /** Fixes that it has to bring when its own version is not known. */
  readonly until: Set<string>;
  readonly clears: Finding[];
}

const MAX_STEPS = 4;
const MAX_UNTIL = 2;

function stepOf({ status, remediation }: Finding, name: string): Omit<Step, 'clears'> | null {
  if (status !== 'open' || !remediation) return null;
  const { action, version, direct } = remediation;
  if (action === 'remove') return { name, action: 'remove', versions: new Set(), until: new Set() };
  if (action !== 'upgrade' || version === null) return null;
  const raised = direct ?? { name, version };
  const until = raised.version === null ? [`${name} is ${version}`] : [];
  return {
    name: raised.name,
    action: 'raise',
    versions: new Set(raised.version === null ? [] : [raised.version]),
    until: new Set(until),
  };
}

function stepsOf(index: ReportIndex): Step[] {
  const steps = new Map<string, Step>();
  for (const artifact of index.report.artifacts) {
    const packages = index.packagesOf(artifact);
    for (const finding of artifact.findings) {
      const found = packages.get(finding.package ?? '');
      const step = found ? stepOf(finding, found.name) : null;
      if (!step) continue;
      const key = `${step.action} ${step.name}`;
      const known = steps.get(key) ?? { ...step, clears: [] };
      steps.set(key, known);
      for (const version of step.versions) known.versions.add(version);
      for (const fix of step.until) known.until.add(fix);
      known.clears.push(finding);
    }
  }
  return [...steps.values()];
}

/** Numbers of findings that a step clears, worst severity first. */
function gainOf({ clears }: Step): number[] {
  const counts = countBySeverity(clears);
  const malicious = clears.filter(({ kind }) => kind === 'malware').length;
  return [malicious, ...SEVERITIES.map((severity) => counts[severity])];
}

function compareGains(a: Step, b: Step): number {
  const [left, right] = [gainOf(a), gainOf(b)];
  const at = left.findIndex((value, column) => value !== right[column]);
  if (at === -1) return a.name < b.name ? -1 : 1;
  return (right[at] ?? 0) - (left[at] ?? 0);
}

function stepWords({ name, action, versions, until }: Step): string {
  if (action === 'remove') return `remove ${name}`;
  // Copies in several artifacts may need different versions: their own lines name them.
  const to = versions.size === 1 ? ` to ${[...versions].join('')}` : '';
  if (until.size === 0) return `raise ${name}${to}`;
  const fixes =
    until.size <= MAX_UNTIL ? [...until].join(' and ') : `${until.size} packages below it are fixed`;
  return `raise ${name}${to}${to === '' ? '' : ' or later'} until ${fixes}`;
}

function sum(counts: SeverityCounts): number {
  return SEVERITIES.reduce((total, severity) => total + counts[severity], 0);
}

/** The few changes that clear the worst and the most, in one sentence; null when nothing can be said. */
export function shortestWay(index: ReportIndex): string | null {
  const steps = stepsOf(index).sort(compareGains).slice(0, MAX_STEPS);
  if (steps.length === 0) return null;
  const cleared = countBySeverity(steps.flatMap(({ clears }) => clears));
  const total = sum(index.report.summary.findings);
  const rest = total - sum(cleared);
  return [
    `${escapeTerminal(steps.map(stepWords).join(', '))} → clears ${severityWords(cleared).join(', ')}`,
    ...(rest > 0 ? [`${number(rest)} remain`] : []),
  ].join('; ');
}
