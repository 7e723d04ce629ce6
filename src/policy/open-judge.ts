import {
  packageWithId,
  unmountedFingerprint,
  type Artifact,
  type Declaration,
  type Finding,
  type FindingReference,
  type FunctionReport,
  type Problem,
} from '../model/index.js';
import { acceptRules, type AcceptGap } from './accept-rules.js';
import type { Baseline } from './baseline.js';
import { policyViolations } from './policy-violations.js';
import { ignoreRules, type IgnoreRules, type Subject } from './ignore-rules.js';
import { licenseProblems } from './license-names.js';
import type { Policy } from './policy.js';
import { withoutReplaced } from './replaced-packages.js';
import { runtimeEnd } from './runtime-end.js';
import { separateFlaws, type SeparateFlaws } from './separate-flaws.js';
import { vexRules, type VexRules } from './vex-rules.js';
import type { VexStatement } from './vex-statement.js';

/** The rules and data for judging a run. */
export interface JudgeOptions {
  readonly policy: Policy;
  readonly statements: readonly VexStatement[];
  readonly baseline: Baseline | null;
  readonly now: Date;
}

type Findings = Pick<FunctionReport, 'findings'>;
type Judged = { readonly artifacts: readonly Artifact[]; readonly functions: readonly FunctionReport[] };

/** Judges a run's findings, each where it is found and again in each function that has it. */
export interface Judge {
  /** With the policy's findings, and with those that the policy or a VEX statement sets aside. */
  artifact<Kind extends Artifact>(artifact: Kind): Kind;
  /** With findings set aside in this function alone, and its new findings. @param runtimePlace where its runtime is set. */
  function<Kind extends FunctionReport>(
    fn: Kind,
    artifacts: ReadonlyMap<string, Artifact>,
    runtimePlace?: Declaration,
  ): Kind;
  /** The rule that accepts a gap. */
  readonly accepts: AcceptGap;
  /** The status of artifacts' findings over all functions: set aside when it is in each, new when it is in one. A problem that matters in none no longer affects completeness. */
  settle(judged: Judged): readonly Artifact[];
  /** About the policy itself. @param isAll false: not every function was judged, so unused rules are not reported. */
  problems(isAll?: boolean): readonly Problem[];
}

interface JudgeContext {
  readonly rules: IgnoreRules;
  readonly vex: VexRules;
  readonly separate: SeparateFlaws;
  readonly baseline: Baseline | null;
  /** Whether a rule concerns some functions only. */
  readonly judgesFunctions: boolean;
}

function setAside(finding: Finding, subject: Omit<Subject, 'finding'>, rules: IgnoreRules): Finding {
  const suppression = rules.suppressionOf({ ...subject, finding });
  return suppression === null ? finding : { ...finding, status: 'suppressed', suppression };
}

function judgeArtifact<Kind extends Artifact>(artifact: Kind, policy: Policy, context: JudgeContext): Kind {
  const packages = new Map(artifact.packages.map((found) => [found.id, found]));
  const { rules, vex, separate } = context;
  const findings = separate([...artifact.findings, ...policyViolations(artifact, policy)]).map((finding) => {
    const found = packages.get(finding.package ?? '') ?? null;
    const verdict = vex({ finding, artifact, found, fn: null });
    if (verdict) return { ...finding, status: 'not_affected' as const, ...verdict };
    return setAside(finding, { artifact, found, fn: null }, rules);
  });
  return { ...artifact, findings };
}

interface Mounted {
  readonly fn: FunctionReport;
  readonly artifact: Artifact;
  readonly finding: Finding;
}

function judgeReference(
  reference: FindingReference,
  mounted: Mounted | null,
  context: JudgeContext,
): FindingReference {
  const isNew = context.baseline && !context.baseline.fingerprints.has(reference.fingerprint);
  if (!mounted) return { ...reference, isNew };
  const { fn, artifact, finding } = mounted;
  const found = packageWithId(artifact.packages, finding.package ?? '') ?? null;
  const subject = { finding, artifact, found, fn };
  const suppression = context.rules.suppressionOf(subject) ?? context.vex(subject)?.suppression ?? null;
  // A finding that is set aside everywhere needs no entry here.
  return { ...reference, isNew, suppression: finding.status === 'open' ? suppression : null };
}

function judgeOwn(finding: Finding, fn: FunctionReport, { rules, baseline }: JudgeContext): Finding {
  const found = fn.runtimePackages.find(({ id }) => id === finding.package) ?? null;
  const isNew = baseline && !baseline.fingerprints.has(finding.fingerprint);
  return setAside({ ...finding, isNew }, { artifact: null, found, fn }, rules);
}

function judgeInFunction(
  fn: FunctionReport,
  artifacts: ReadonlyMap<string, Artifact>,
  context: JudgeContext,
): Findings['findings'] {
  const searched = context.judgesFunctions ? [...artifacts] : [];
  const byId = new Map(
    searched.map(([id, { findings }]) => [id, new Map(findings.map((one) => [one.id, one]))]),
  );
  return fn.findings.map((finding) => {
    if ('kind' in finding) return judgeOwn(finding, fn, context);
    const artifact = artifacts.get(finding.artifact);
    const referred = byId.get(finding.artifact)?.get(finding.id);
    return judgeReference(
      finding,
      artifact && referred ? { fn, artifact, finding: referred } : null,
      context,
    );
  });
}

function settleFinding(
  finding: Finding,
  uses: readonly FindingReference[],
  isNewUnmounted: boolean | null,
): Finding {
  const [first] = uses;
  const isNew = first ? uses.reduce((any: boolean | null, use) => any || use.isNew, null) : isNewUnmounted;
  const isAside = first && finding.status === 'open' && uses.every(({ suppression }) => suppression !== null);
  return isAside
    ? { ...finding, isNew, status: 'suppressed', suppression: first.suppression }
    : { ...finding, isNew };
}

/** Artifacts with the status of their findings over all functions; the baseline applies to those that no function mounts. */
export function settleArtifacts(
  { artifacts, functions }: Judged,
  baseline: Baseline | null = null,
): readonly Artifact[] {
  const uses = new Map<string, FindingReference[]>();
  for (const reference of functions.flatMap((fn) => fn.findings)) {
    if ('kind' in reference) continue;
    const key = `${reference.artifact}#${reference.id}`;
    const others = uses.get(key);
    if (others) others.push(reference);
    else uses.set(key, [reference]);
  }
  return artifacts.map((artifact) => ({
    ...artifact,
    findings: artifact.findings.map((finding) => {
      const isNew =
        baseline && !baseline.fingerprints.has(unmountedFingerprint(finding.fingerprint, artifact.name));
      return settleFinding(finding, uses.get(`${artifact.id}#${finding.id}`) ?? [], isNew);
    }),
  }));
}

/** Opens a judgement: rules are read once, and their use is known at the end. */
export function openJudge({ policy, statements, baseline, now }: JudgeOptions): Judge {
  const today = now.toISOString().slice(0, 10);
  const rules = ignoreRules(policy, today);
  const accepted = acceptRules(policy, today);
  const judgesFunctions = rules.hasFunctionRules || statements.length > 0;
  const separate = separateFlaws(policy.ignore, statements);
  const context: JudgeContext = {
    rules,
    vex: vexRules(statements),
    separate,
    baseline,
    judgesFunctions,
  };
  return {
    artifact: (artifact) => judgeArtifact(artifact, policy, context),
    function(fn, artifacts, runtimePlace) {
      const whole = { ...fn, findings: [...fn.findings, ...runtimeEnd(fn, today, runtimePlace)] };
      return { ...fn, findings: judgeInFunction(whole, artifacts, context) };
    },
    settle(judged) {
      const artifacts = judgesFunctions || baseline ? settleArtifacts(judged, baseline) : judged.artifacts;
      return withoutReplaced({ ...judged, artifacts });
    },
    accepts: accepted.acceptanceOf,
    problems: (isAll = true) => [
      ...licenseProblems(policy),
      ...rules.problems(isAll),
      ...accepted.problems(isAll),
    ],
  };
}
