import type { Finding, FindingKind } from '../../model/index.js';
import { scanSignatures, type Scanned } from '../../signatures/index.js';
import type { Detector, DetectTarget } from '../detector.js';
import { scriptTree, startLinesOf, type StartLine } from './start-lines.js';

/** The finding in a start line, which is one line of the image's configuration and no file. */
function inStartLine(finding: Finding, path: string): Finding {
  const evidence = finding.evidence.map((seen) => ({ ...seen, path, line: null }));
  return { ...finding, locations: [], evidence };
}

/** A command line of an image, under the rules for scripts. */
async function scanStartLine(line: StartLine, { signatures }: DetectTarget): Promise<Scanned> {
  const { path } = line;
  const { findings, problems } = await scanSignatures({ tree: scriptTree(line), packages: [], signatures });
  const byRule = new Map(findings.toReversed().map((finding) => [finding.rule, inStartLine(finding, path)]));
  return {
    findings: [...byRule.values()],
    problems: problems.map((problem) => ({ ...problem, path })),
  };
}

/** The kinds of findings that rules make. Signals alone make none. */
function kindsOf({ rules, secrets }: DetectTarget['signatures']): FindingKind[] {
  const kinds = new Set(rules.flatMap(({ kind }): FindingKind[] => (kind === 'signal' ? [] : [kind])));
  return [...kinds, ...(secrets ? (['secret'] as const) : [])];
}

/** Declarative rules about malicious code and dangerous settings. */
export const signature = {
  id: 'signature',
  title: 'Signatures',
  async detect(target) {
    const { tree, inventory, signatures, shared, keeper } = target;
    const scanned = await scanSignatures({ tree, packages: inventory.packages, signatures, keeper }, shared);
    const parts: Scanned[] = [scanned];
    const lines = inventory.image ? startLinesOf(inventory.image) : [];
    for (const line of lines) parts.push(await scanStartLine(line, target));
    return {
      findings: parts.flatMap(({ findings }) => findings),
      problems: parts.flatMap(({ problems }) => problems),
      examined: kindsOf(signatures),
    };
  },
} satisfies Detector;
