import {
  isMalicious,
  SEVERITIES,
  type Artifact,
  type Finding,
  type FunctionReport,
  type Problem,
  compareWeights,
} from '../model/index.js';
import { riskRank } from '../policy/index.js';
import { countBySeverity } from './amounts.js';
import type { ReportIndex } from './report-index.js';
import { worstRisk } from './risks.js';

/** The content of one block: a function with its own mounts, or something that many functions share. */
export interface Block {
  /** One: it is about that function. Several: they share the content. None: no function mounts the artifact. */
  readonly functions: readonly FunctionReport[];
  /** Artifacts that no other block shows. */
  readonly artifacts: readonly Artifact[];
  /** Mounted by the function, with blocks of their own. */
  readonly shared: readonly Artifact[];
  /** Findings of the function itself. */
  readonly own: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Why it is not complete, as the report words it. */
  readonly reasons: readonly string[];
  /** Blocks of other functions with the same findings: reported with this one. */
  readonly twins: readonly Block[];
}

/** All functions that a block is about. */
export function functionsOf({ functions, twins }: Block): FunctionReport[] {
  return [...functions, ...twins.flatMap((twin) => twin.functions)];
}

export function openFindings({ artifacts, own }: Pick<Block, 'artifacts' | 'own'>): Finding[] {
  return [...artifacts.flatMap(({ findings }) => findings), ...own].filter(({ status }) => status === 'open');
}

/** The findings of a function that are not those of an artifact it mounts. */
export function ownFindings({ findings }: FunctionReport): Finding[] {
  return findings.filter((finding) => 'kind' in finding);
}

/** The block of an artifact that no single function owns. */
function artifactBlock(artifact: Artifact, index: ReportIndex): Block {
  return {
    functions: index.mountedBy.get(artifact.id) ?? [],
    artifacts: [artifact],
    shared: [],
    own: [],
    problems: artifact.problems.filter(
      (problem) => !index.isAccepted(problem, artifact.path, index.mountedBy.get(artifact.id) ?? []),
    ),
    reasons: index.reasonsOf(artifact),
    twins: [],
  };
}

function functionBlock(fn: FunctionReport, index: ReportIndex): Block {
  const mounted = [...new Set(fn.mounts.map((mount) => mount.artifact))].flatMap(
    (id) => index.artifacts.get(id) ?? [],
  );
  const artifacts = mounted.filter(({ id }) => index.mountedBy.get(id)?.length === 1);
  const shared = mounted.filter((artifact) => !artifacts.includes(artifact));
  const reasonsThere = new Set(shared.flatMap((artifact) => index.reasonsOf(artifact)));
  return {
    functions: [fn],
    artifacts,
    shared,
    own: ownFindings(fn),
    problems: [
      ...artifacts.flatMap(({ path, problems }) =>
        problems.filter((problem) => !index.isAccepted(problem, path, [fn])),
      ),
      ...fn.problems.filter((problem) => !index.isAccepted(problem, null, [fn])),
    ],
    reasons: fn.reasons.filter((reason) => !reasonsThere.has(reason)),
    twins: [],
  };
}

/** Equal functions without anything of their own share a block. */
function mergeAlike(blocks: readonly Block[]): Block[] {
  const merged = new Map<string, Block>();
  const single: Block[] = [];
  for (const block of blocks) {
    if (block.artifacts.length > 0 || block.own.length > 0) {
      single.push(block);
      continue;
    }
    const key = JSON.stringify([block.reasons, block.problems, block.shared.map(({ id }) => id)]);
    const alike = merged.get(key);
    merged.set(key, alike ? { ...alike, functions: [...alike.functions, ...block.functions] } : block);
  }
  return [...single, ...merged.values()];
}

/** Every function and artifact of a report, each in exactly one block; not ordered yet. */
export function blocksOf(index: ReportIndex): Block[] {
  const sharedArtifacts = index.report.artifacts.filter(({ id }) => index.mountedBy.get(id)?.length !== 1);
  return [
    ...sharedArtifacts.map((artifact) => artifactBlock(artifact, index)),
    ...mergeAlike(index.report.functions.map((fn) => functionBlock(fn, index))),
  ];
}

/** The rank of the worst open finding of a block. */
function worstRank({ artifacts, own, functions }: Block): number {
  const open = ({ status }: Finding): boolean => status === 'open';
  const ranks = [
    ...artifacts.flatMap((artifact) =>
      artifact.findings.filter(open).map((finding) => riskRank(worstRisk(finding, artifact, functions))),
    ),
    ...own.filter(open).map((finding) => riskRank(worstRisk(finding, null, functions))),
  ];
  return ranks.reduce((worst, rank) => Math.max(worst, rank), -1);
}

/**
 * Malware, the worst finding by the one order, how many of each severity, whether something was not seen: numbers to compare,
 * larger is worse.
 */
function weightOf(block: Block): number[] {
  const open = openFindings(block);
  const counts = countBySeverity(open);
  const malicious = open.filter(isMalicious).length;
  return [
    malicious,
    worstRank(block),
    ...SEVERITIES.map((severity) => counts[severity]),
    block.reasons.length,
  ];
}

function nameOf({ functions, artifacts }: Block): string {
  return (functions.length === 1 ? functions[0]?.name : artifacts[0]?.path) ?? functions[0]?.name ?? '';
}

/** Worst first; equals by name. */
export function worstFirst(blocks: readonly Block[]): Block[] {
  const weighed = blocks.map((block) => ({ block, weight: weightOf(block), name: nameOf(block) }));
  weighed.sort(
    (a, b) => compareWeights(a.weight, b.weight) || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
  return weighed.map(({ block }) => block);
}
