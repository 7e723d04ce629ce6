import type { Artifact, Finding } from '../model/index.js';
import { asideWords } from './aside-words.js';
import type { Block } from './blocks.js';
import { namedPackage } from './names.js';
import type { ReportIndex } from './report-index.js';

type Test = (finding: Finding) => boolean;

/** Facts of a finding that a reader sees. They are equal for the same package in the same version in another artifact. */
function shownFactsOf(finding: Finding, { id }: Artifact, index: ReportIndex): string {
  const artifact = index.artifacts.get(id);
  const found = artifact && index.packagesOf(artifact).get(finding.package ?? '');
  const isShadowed = index.shadows.has(`${id}#${finding.package}`);
  const { rule, severity, certainty, remediation } = finding;
  return JSON.stringify([
    rule,
    severity,
    certainty,
    remediation,
    asideWords(finding),
    found ? namedPackage(found) : null,
    found?.direct,
    isShadowed,
  ]);
}

function keyOf(block: Block, index: ReportIndex, isShown: Test): string {
  const contents = block.artifacts.map((artifact) =>
    artifact.findings
      .filter(isShown)
      .map((finding) => shownFactsOf(finding, artifact, index))
      .sort(),
  );
  return JSON.stringify([contents, block.shared.map(({ id }) => id)]);
}

/** Whether other functions may have the same findings: the function has only findings of an artifact that no other function mounts. */
function mayHaveTwins({ own, reasons, functions, artifacts }: Block, isShown: Test): boolean {
  const isPlain = own.length === 0 && reasons.length === 0;
  return isPlain && functions.length === 1 && artifacts.some(({ findings }) => findings.some(isShown));
}

/**
 * Joins functions with equal findings: bundles of a project often have the same packages, each in a copy of its own.
 * @param isShown selects the findings that a reader sees.
 */
export function joinTwins(blocks: readonly Block[], index: ReportIndex, isShown: Test): Block[] {
  const joined = new Map<string | Block, Block>();
  for (const block of blocks) {
    const key = mayHaveTwins(block, isShown) ? keyOf(block, index, isShown) : block;
    const first = joined.get(key);
    joined.set(key, first ? { ...first, twins: [...first.twins, block] } : block);
  }
  return [...joined.values()];
}
