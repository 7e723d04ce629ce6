import {
  gapKey,
  gapWords,
  type AcceptedGap,
  type Artifact,
  type Finding,
  type FunctionReport,
  type Gap,
  type Problem,
  type Severity,
  type Summary,
} from '../model/index.js';
import { NO_PLACE, type AcceptGap, type GapPlace } from './accept-rules.js';
import { replacedIn, replacedOf } from './replaced-packages.js';
import { gapsIn, gapsOfNothingSeen, gapsOfProblems, reasonsOf } from './completeness.js';

const ACCEPT_NOTHING: AcceptGap = () => null;

function acceptedOf(gaps: readonly Gap[], accepts: AcceptGap, place: GapPlace): AcceptedGap[] {
  return gaps.flatMap((gap) => {
    const suppression = accepts(gap, place);
    return suppression === null ? [] : [{ ...gap, suppression }];
  });
}

function without(gaps: readonly Gap[], accepted: readonly AcceptedGap[]): Gap[] {
  const keys = new Set(accepted.map(gapKey));
  return gaps.filter((gap) => !keys.has(gapKey(gap)));
}

function mountedBy(
  { mounts }: Pick<FunctionReport, 'mounts'>,
  artifacts: ReadonlyMap<string, Artifact>,
): Artifact[] {
  return [...new Set(mounts.map(({ artifact }) => artifact))].flatMap((id) => artifacts.get(id) ?? []);
}

/** The accepted gaps, and the others, which make an answer incomplete. */
function partition(gaps: readonly Gap[], accepts: AcceptGap, place: GapPlace) {
  const acceptedGaps = acceptedOf(gaps, accepts, place);
  return { acceptedGaps, open: without(gaps, acceptedGaps) };
}

/** Gaps without those of analyses whose cause is said: the file of which they lack something could not be read at all. */
function withoutDerived(gaps: readonly Gap[], causes: readonly Gap[]): readonly Gap[] {
  const unread = new Set(causes.filter(({ analysis }) => analysis === undefined).map(({ path }) => path));
  return gaps.filter(({ analysis, path }) => analysis === undefined || path === '' || !unread.has(path));
}

function gapsOfMounts(fn: Pick<FunctionReport, 'packages'>, mounted: readonly Artifact[]): Gap[][] {
  const replaced = replacedIn(fn);
  return mounted.map((artifact) => gapsIn(artifact, replacedOf(artifact, replaced)));
}

/** All gaps of a function, accepted or not. */
export function gapsOfFunction(
  fn: Pick<FunctionReport, 'problems' | 'mounts' | 'packages'>,
  artifacts: ReadonlyMap<string, Artifact>,
): Gap[] {
  const mounted = mountedBy(fn, artifacts);
  return [...gapsOfProblems(fn.problems), ...gapsOfMounts(fn, mounted).flat(), ...gapsOfNothingSeen(mounted)];
}

/** A function joined with its artifacts, judged: is the answer about it complete, or are its gaps accepted? */
export function judgeFunction(
  joined: Omit<FunctionReport, 'complete' | 'reasons' | 'acceptedGaps'>,
  artifacts: ReadonlyMap<string, Artifact>,
  accepts: AcceptGap = ACCEPT_NOTHING,
): FunctionReport {
  const mounted = mountedBy(joined, artifacts);
  const { name, id, account, region } = joined;
  const place = { account, region, names: [name, id] };
  const judged = [gapsOfProblems(joined.problems), ...gapsOfMounts(joined, mounted)].map((gaps) =>
    partition(gaps, accepts, place),
  );
  if (judged.every((one) => one.open.length === 0))
    judged.push(partition(gapsOfNothingSeen(mounted), accepts, place));
  const open = judged.flatMap((one) => one.open);
  const reasons = judged.flatMap((one) => reasonsOf(withoutDerived(one.open, open)));
  const acceptedGaps = judged.flatMap((one) => one.acceptedGaps);
  return { ...joined, complete: reasons.length === 0, reasons, acceptedGaps };
}

type Alone = Pick<Judged, 'artifacts' | 'functions' | 'problems'>;

function unmounted({ artifacts, functions }: Pick<Judged, 'artifacts' | 'functions'>): readonly Artifact[] {
  const mounted = new Set(functions.flatMap((fn) => fn.mounts.map(({ artifact }) => artifact)));
  return artifacts.filter(({ id }) => !mounted.has(id));
}

/** Gaps of the run, and of artifacts that no function mounts, accepted or not. */
export function gapsOfRun(judged: Alone): Gap[] {
  return [...gapsOfProblems(judged.problems), ...unmounted(judged).flatMap((artifact) => gapsIn(artifact))];
}

/** Accepted gaps of the run, and of artifacts that no function mounts. */
export function acceptAlone(judged: Alone, accepts: AcceptGap): AcceptedGap[] {
  return acceptedOf(gapsOfRun(judged), accepts, NO_PLACE);
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

export interface Judged {
  readonly artifacts: readonly Artifact[];
  readonly functions: readonly FunctionReport[];
  /** Of the run itself: targets that could not be read, advisory data that is missing or old. */
  readonly problems: readonly Problem[];
  /** Findings were compared with a baseline. */
  readonly compared?: boolean;
  /** See acceptAlone. */
  readonly acceptedAlone?: readonly AcceptedGap[];
}

/** Sums a report up. Every reason that keeps it from being complete is in `reasons`, once. */
export function summarise(judged: Judged): Summary {
  const { artifacts, functions, problems, compared = false, acceptedAlone = [] } = judged;
  const own = functions.flatMap(({ findings }) => findings.filter((finding) => 'kind' in finding));
  const findings = [...artifacts.flatMap((artifact) => artifact.findings), ...own];
  const open = findings.filter(({ status }) => status === 'open');
  const ofRun = gapsOfProblems(problems);
  const ofUnmounted = unmounted(judged).map((artifact) => gapsIn(artifact));
  const reasons = new Set([
    ...without(ofRun, acceptedAlone).map(gapWords),
    ...functions.flatMap((fn) => fn.reasons),
    ...ofUnmounted.flatMap((gaps) => reasonsOf(without(gaps, acceptedAlone))),
  ]);
  const here = new Set([...ofRun, ...ofUnmounted.flat()].map(gapKey));
  const accepted = [
    ...acceptedAlone.filter((gap) => here.has(gapKey(gap))),
    ...functions.flatMap(({ acceptedGaps }) => acceptedGaps),
  ];
  return {
    functions: functions.length,
    artifacts: artifacts.length,
    packages: artifacts.reduce((sum, { packages }) => sum + packages.length, 0),
    findings: countBySeverity(open),
    newFindings: compared ? countBySeverity(open.filter(({ isNew }) => isNew)) : null,
    setAside: findings.length - open.length,
    complete: reasons.size === 0,
    reasons: [...reasons],
    acceptedGaps: [...new Map(accepted.map((gap) => [gapKey(gap), gap])).values()],
  };
}
