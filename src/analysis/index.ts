import { beat } from '../files/index.js';
import {
  fingerprintInFunction,
  problemsOfAnalysis,
  type Artifact,
  type Finding,
  type FindingKind,
  type Problem,
  type ServerlessFunction,
} from '../model/index.js';
import type {
  Analysis,
  ArtifactAnswer,
  ArtifactInput,
  FunctionAnswer,
  MountedFacts,
  StoredData,
} from './analysis.js';
import {
  dataflow,
  handedOnBy as handedOnByMounts,
  storedBy as storedByMounts,
  type DataFlowFacts,
} from './dataflow/index.js';
import type { testFlows as test } from './dataflow/test-flows.js';
import { linkedCode } from './linked-code/index.js';
import { nativeCode } from './native-code/index.js';
import { permissions } from './permissions/index.js';
import { reachability } from './reachability/index.js';

export { exposureOf } from './exposure.js';
export type {
  Analysis,
  ArtifactAnswer,
  ArtifactInput,
  FunctionAnswer,
  FunctionInput,
  Reachability,
  StoredData,
} from './analysis.js';

/** `testFlows` of dataflow/test-flows.ts, loaded late. */
export async function testFlows(...given: Parameters<typeof test>): ReturnType<typeof test> {
  return (await import('./dataflow/test-flows.js')).testFlows(...given);
}

/** In this order: each is given what those before it answer about a function. */
export const ANALYSES: readonly Analysis[] = [reachability, permissions, dataflow, nativeCode, linkedCode];

/** Facts of one artifact, by the id of their analysis. */
type FactsById = Readonly<Record<string, unknown>>;

/** Runs every analysis over one artifact. */
export async function analyseArtifact(
  target: Omit<ArtifactInput, 'program'>,
  analyses: readonly Analysis[] = ANALYSES,
): Promise<Required<ArtifactAnswer<FactsById | null>>> {
  if (analyses.length === 0) return { facts: null, findings: [], problems: [], examined: [] };
  // Loaded late: a question about functions alone needs no parser.
  const { programOf } = await import('../program/index.js');
  const program = programOf(target.tree, target.inventory.scripts);
  const facts: Record<string, unknown> = {};
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  const examined: FindingKind[] = [];
  for (const analysis of analyses) {
    beat();
    const answer = await analysis.analyseArtifact({ ...target, program });
    facts[analysis.id] = answer.facts;
    findings.push(...answer.findings);
    problems.push(...problemsOfAnalysis(analysis.id, answer.problems));
    examined.push(...(answer.examined ?? []));
  }
  return { facts, findings, problems, examined };
}

/** An artifact that a function mounts, with the facts of all analyses. */
export interface AnalysedMount {
  readonly path: string;
  readonly artifact: Artifact;
  /** Null if the artifact could not be analysed. */
  readonly facts: FactsById | null;
}

function mountedFacts(id: string, { facts, ...mount }: AnalysedMount): MountedFacts<unknown> {
  return { ...mount, facts: facts && Object.hasOwn(facts, id) ? facts[id] : null };
}

function flowFacts(mounts: readonly AnalysedMount[]): MountedFacts<DataFlowFacts>[] {
  return mounts.map((mount) => mountedFacts(dataflow.id, mount)) as MountedFacts<DataFlowFacts>[];
}

/** Whether data from outside does harm in code that a function mounts, or did if others put it where the code takes it from. */
export function hasFlows(mounts: readonly AnalysedMount[]): boolean {
  return flowFacts(mounts).some(({ facts }) =>
    [facts?.javascript, facts?.python].some((each) => each?.flows.some(({ rule }) => rule !== null)),
  );
}

/** What a function puts into resources, for the functions that take it from there. */
export function storedBy(fn: ServerlessFunction, mounts: readonly AnalysedMount[]): readonly StoredData[] {
  return storedByMounts(fn, flowFacts(mounts));
}

/** What a function takes out of resources and puts into others, of what functions of its application have put there. */
export function handedOnBy(
  fn: ServerlessFunction,
  mounts: readonly AnalysedMount[],
  stored: readonly StoredData[],
): readonly StoredData[] {
  return handedOnByMounts(fn, flowFacts(mounts), stored);
}

interface AnswerOptions {
  readonly analyses?: readonly Analysis[];
  /** What functions of the same application put into resources. */
  readonly stored?: readonly StoredData[];
}

/** The results of all analyses for a function. Of two results for one package the later one counts. */
export function answerFunction(
  fn: ServerlessFunction,
  mounts: readonly AnalysedMount[],
  { analyses = ANALYSES, stored = [] }: AnswerOptions = {},
): FunctionAnswer {
  let before: FunctionAnswer = { reachable: new Map(), findings: [], problems: [] };
  for (const analysis of analyses) {
    const facts = mounts.map((mount) => mountedFacts(analysis.id, mount));
    const answer = analysis.answerFunction({ fn, mounts: facts, before, stored });
    const findings = answer.findings.map((finding) => ({
      ...finding,
      fingerprint: fingerprintInFunction(finding.fingerprint, fn.id),
    }));
    const operations = answer.operations ?? before.operations;
    before = {
      ...(operations && { operations }),
      reachable: new Map([...before.reachable, ...answer.reachable]),
      findings: [...before.findings, ...findings],
      problems: [...before.problems, ...problemsOfAnalysis(analysis.id, answer.problems)],
    };
  }
  return before;
}
