import { problemSentence, type Artifact, type FunctionReport, type Report } from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { artifactSightings, functionSightings, worstSightings } from '../sightings.js';
import { acceptedNotes, acceptedProblems, allAcceptedNotes } from '../accepted-gaps.js';
import { uselessRules } from '../located-problems.js';
import { unexplainedWords } from '../totals.js';
import { completenessCase, findingCases, rulesCases, type TestCase } from './test-cases.js';

export interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/** A shared artifact in a function: failing where it fails, reported once in a suite of its own. */
function sharedCase(artifact: Artifact, index: ReportIndex): TestCase {
  const sightings = worstSightings(artifactSightings(artifact, index));
  const cases = findingCases(sightings, index.report.options.gate);
  const failed = cases.filter(({ outcome }) => outcome === 'failed').length;
  return {
    name: `shared: ${artifact.path}`,
    outcome: failed > 0 ? 'failed' : 'passed',
    message: failed > 0 ? `${failed} packages or files fail in ${artifact.path}: see its own suite.` : '',
    details: [],
  };
}

function unexplained(report: Pick<Report, 'artifacts'>): string[] {
  const words = unexplainedWords(report);
  return words === null ? [] : [`${words}.`];
}

function artifactSuite(artifact: Artifact, index: ReportIndex): Suite {
  const start = `${artifact.path}: `;
  const reasons = index.report.summary.reasons.filter((reason) => reason.startsWith(start));
  const sightings = worstSightings(artifactSightings(artifact, index));
  const cases = findingCases(sightings, index.report.options.gate);
  return {
    name: artifact.path,
    cases: [completenessCase(reasons, unexplained({ artifacts: [artifact] })), ...cases],
  };
}

function functionSuite(fn: FunctionReport, index: ReportIndex, shared: ReadonlyMap<string, TestCase>): Suite {
  const mounted = [...new Set(fn.mounts.map(({ artifact }) => artifact))];
  const own = mounted.filter((id) => !shared.has(id)).flatMap((id) => index.artifacts.get(id) ?? []);
  const sightings = [
    ...own.flatMap((artifact) => artifactSightings(artifact, index)),
    ...functionSightings(fn),
  ];
  return {
    name: fn.name,
    cases: [
      completenessCase(fn.reasons, acceptedNotes(fn)),
      ...findingCases(worstSightings(sightings), index.report.options.gate),
      ...mounted.flatMap((id) => shared.get(id) ?? []),
    ],
  };
}

function runSuite(report: Report): Suite {
  const { problems, options } = report;
  const isAccepted = acceptedProblems(report);
  const gaps = problems.filter((problem) => problem.affectsCompleteness && !isAccepted(problem, null, []));
  const words = gaps.map(problemSentence);
  const stopped = options.finished ? [] : ['The scan was interrupted.'];
  return {
    name: 'scan',
    cases: [
      completenessCase([...stopped, ...words], [...allAcceptedNotes(report), ...unexplained(report)]),
      ...rulesCases(uselessRules(report)),
    ],
  };
}

/** A suite for the run, for each function, and for each artifact that not exactly one function mounts. */
export function* suitesOf(report: Report, index: ReportIndex): Generator<Suite> {
  const apart = report.artifacts.filter(({ id }) => index.mountedBy.get(id)?.length !== 1);
  const shared = new Map(apart.map((artifact) => [artifact.id, sharedCase(artifact, index)]));
  yield runSuite(report);
  for (const fn of report.functions) yield functionSuite(fn, index, shared);
  for (const artifact of apart) yield artifactSuite(artifact, index);
}
