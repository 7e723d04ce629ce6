import type { Artifact, Finding } from '../model/index.js';
import { openFindings, type Block } from './blocks.js';
import { namedPackage } from './names.js';
import type { ReportIndex } from './report-index.js';

/** What a person reads of a finding: equal for the same package in the same version in another artifact. */
function tellingOf(finding: Finding, { id }: Artifact, index: ReportIndex): string {
  const artifact = index.artifacts.get(id);
  const found = artifact && index.packagesOf(artifact).get(finding.package ?? '');
  const isShadowed = index.shadows.has(`${id}#${finding.package}`);
  const { rule, severity, certainty, remediation } = finding;
  return JSON.stringify([
    rule,
    severity,
    certainty,
    remediation,
    found ? namedPackage(found) : null,
    found?.direct,
    isShadowed,
  ]);
}

function keyOf(block: Block, index: ReportIndex): string {
  const told = block.artifacts.map((artifact) =>
    artifact.findings
      .filter(({ status }) => status === 'open')
      .map((finding) => tellingOf(finding, artifact, index))
      .sort(),
  );
  return JSON.stringify([told, block.shared.map(({ id }) => id)]);
}

/** A function of which nothing is told but advisories and the like of what only it mounts. */
function mayHaveTwins(block: Block): boolean {
  const isPlain = block.own.length === 0 && block.reasons.length === 0;
  return isPlain && block.functions.length === 1 && openFindings(block).length > 0;
}

/** Tells functions with the same findings as one: bundles of a project often carry the same packages, each its own copy. */
export function joinTwins(blocks: readonly Block[], index: ReportIndex): Block[] {
  const joined = new Map<string | Block, Block>();
  for (const block of blocks) {
    const key = mayHaveTwins(block) ? keyOf(block, index) : block;
    const first = joined.get(key);
    joined.set(key, first ? { ...first, twins: [...first.twins, block] } : block);
  }
  return [...joined.values()];
}
