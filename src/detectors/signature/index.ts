import type { Finding } from '../../model/index.js';
import { scanSignatures, type Scanned } from '../../signatures/index.js';
import type { Detector, DetectTarget } from '../detector.js';
import { START_LINE, startLines } from './start-lines.js';

/** The finding in the start line, which is one line of the image's configuration and no file. */
function inStartLine(finding: Finding): Finding {
  const evidence = finding.evidence.map((seen) => ({ ...seen, path: START_LINE, line: null }));
  return { ...finding, locations: [], evidence };
}

/** The line that starts an image, under the rules for scripts. */
async function scanStartLine({ inventory: { image }, signatures }: DetectTarget): Promise<Scanned> {
  if (!image) return { findings: [], problems: [] };
  const { findings, problems } = await scanSignatures({ tree: startLines(image), packages: [], signatures });
  const byRule = new Map(findings.toReversed().map((finding) => [finding.rule, inStartLine(finding)]));
  return {
    findings: [...byRule.values()],
    problems: problems.map((problem) => ({ ...problem, path: START_LINE })),
  };
}

/** Declarative rules about malicious code and dangerous settings. */
export const signature = {
  id: 'signature',
  title: 'Signatures',
  async detect(target) {
    const { tree, inventory, signatures, shared } = target;
    const scanned = await scanSignatures({ tree, packages: inventory.packages, signatures }, shared);
    const started = await scanStartLine(target);
    return {
      findings: [...scanned.findings, ...started.findings],
      problems: [...scanned.problems, ...started.problems],
    };
  },
} satisfies Detector;
