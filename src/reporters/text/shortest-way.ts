import { packageKey } from '../../ecosystems/index.js';
import { changeWeights, compareWeights, SEVERITIES, type Change, type Finding } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { countBySeverity, number, severityWords, type SeverityCounts } from '../amounts.js';
import { openFindings, ownFindings } from '../blocks.js';
import { farWords } from '../change-words.js';
import type { ReportIndex } from '../report-index.js';

/** All changes of one package, in all the manifests that need them. */
interface Step extends Pick<Change, 'name'> {
  readonly actions: Set<Change['action']>;
  /** Whether changes are of another major. */
  readonly majors: Set<boolean>;
  /** How far changes go, in words. */
  readonly far: Set<string>;
  readonly versions: Set<string>;
  readonly clears: Finding[];
}

const MAX_STEPS = 4;
const VERBS = { upgrade: 'raise', override: 'override' } as const;

function stepsOf(index: ReportIndex): Step[] {
  const steps = new Map<string, Step>();
  for (const artifact of index.report.artifacts) {
    const findings = new Map(artifact.findings.map((finding) => [finding.id, finding]));
    for (const change of artifact.changes) {
      const { action, ecosystem, name, major, to, clears } = change;
      const key = JSON.stringify([action === 'remove', packageKey(ecosystem, name)]);
      const step = steps.get(key) ?? {
        name,
        actions: new Set(),
        majors: new Set(),
        far: new Set(),
        versions: new Set(),
        clears: [],
      };
      steps.set(key, step);
      step.actions.add(action);
      step.majors.add(major);
      if (major) step.far.add(farWords(change));
      if (to !== null) step.versions.add(to);
      step.clears.push(...clears.flatMap((id) => findings.get(id) ?? []));
    }
  }
  // Filters may hide all that a change clears.
  return [...steps.values()].filter(({ clears }) => clears.length > 0);
}

/** Open findings of the report that filters let through: those of artifacts, and the functions' own. */
function shownFindings({ report: { artifacts, functions } }: ReportIndex): Finding[] {
  return openFindings({ artifacts, own: functions.flatMap(ownFindings) });
}

function weightsOf({ clears, majors }: Step): number[] {
  return changeWeights(clears, !majors.has(false));
}

function compareGains(a: Step, b: Step): number {
  return compareWeights(weightsOf(a), weightsOf(b)) || (a.name < b.name ? -1 : 1);
}

function stepWords({ actions, name, far: steps, versions }: Step): string {
  const far = steps.size === 0 ? '' : ` (${[...steps].join(', ')})`;
  // Copies in several artifacts may need different versions: their own lines name them.
  const version = versions.size === 1 ? [...versions].join('') : '';
  if (actions.has('remove')) return version === '' ? `remove ${name}` : `replace ${name} by ${version}${far}`;
  const verb = actions.has('upgrade') ? VERBS.upgrade : VERBS.override;
  return `${verb} ${name}${version === '' ? '' : ` to ${version}`}${far}`;
}

function sum(counts: SeverityCounts): number {
  return SEVERITIES.reduce((total, severity) => total + counts[severity], 0);
}

/** One sentence with the few changes that clear the most and the worst findings; null without any. */
export function shortestWay(index: ReportIndex): string | null {
  const steps = stepsOf(index).sort(compareGains).slice(0, MAX_STEPS);
  if (steps.length === 0) return null;
  const cleared = countBySeverity(steps.flatMap(({ clears }) => clears));
  const rest = sum(countBySeverity(shownFindings(index))) - sum(cleared);
  return [
    `${escapeTerminal(steps.map(stepWords).join(', '))} → clears ${severityWords(cleared).join(', ')}`,
    ...(rest > 0 ? [`${number(rest)} remain`] : []),
  ].join('; ');
}
