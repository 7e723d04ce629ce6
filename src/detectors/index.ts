import { beat } from '../files/index.js';
import { problemsOfAnalysis, type Finding, type FindingKind, type Problem } from '../model/index.js';
import type { Detection, DetectTarget, Detector } from './detector.js';
import { drift } from './drift/index.js';
import { hooks } from './hooks/index.js';
import { knownBad } from './known-bad/index.js';
import { names } from './names/index.js';
import { sbom } from './sbom/index.js';
import { signature } from './signature/index.js';
import { tamper } from './tamper/index.js';

export type { DetectContext, Detection, DetectTarget, Detector } from './detector.js';
export type { Published, PublishedFiles, PublishedPackages, PublishedWheels } from './published.js';

/** The order matters: a suspicious name weighs more when other detectors found something in the same package. */
export const DETECTORS: readonly Detector[] = [drift, sbom, hooks, knownBad, signature, tamper, names];

const NONE: ReadonlySet<string> = new Set();

/** Kinds of findings that published files answer: doubts whether files are those, and secrets that everybody has already. */
const ANSWERED: ReadonlySet<FindingKind> = new Set(['tamper', 'secret']);

/** No doubts, and no secrets, of packages whose files were compared and are as published. */
function withoutVerified(findings: readonly Finding[], verified: ReadonlySet<string>): readonly Finding[] {
  return findings.filter(({ kind, package: id }) => id === null || !ANSWERED.has(kind) || !verified.has(id));
}

/** Runs every detector over an artifact; each sees what those before it found. */
export async function detect(target: DetectTarget): Promise<Detection> {
  let findings: readonly Finding[] = [];
  const problems: Problem[] = [];
  const examined = new Set<FindingKind>();
  let comparison: Detection['comparison'];
  for (const detector of DETECTORS) {
    beat();
    const detection = await detector.detect({ ...target, found: findings });
    findings = [...withoutVerified(findings, detection.verified ?? NONE), ...detection.findings];
    for (const problem of problemsOfAnalysis(detector.id, detection.problems)) problems.push(problem);
    for (const kind of detection.examined) examined.add(kind);
    comparison ??= detection.comparison;
  }
  return { findings, problems, examined: [...examined], ...(comparison && { comparison }) };
}
