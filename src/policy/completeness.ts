import {
  gapWords,
  groupBy,
  isMalicious,
  PROBLEM_CODES,
  type Artifact,
  type Finding,
  type Gap,
  type GapCode,
  type Problem,
} from '../model/index.js';
import { isReplaced } from './replaced-packages.js';

/** An artifact is incomplete if its unattributed code exceeds both of these. */
const UNATTRIBUTED_BYTES = 100_000;
const UNATTRIBUTED_SHARE = 0.5;

function kilobytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Gaps of a function, of a run or of an artifact by their problems. */
export function gapsOfProblems(problems: readonly Problem[], artifact: string | null = null): Gap[] {
  return problems
    .filter(({ affectsCompleteness }) => affectsCompleteness)
    .map(({ code, path, message, analysis }) => {
      const gap = { code, artifact, path, message };
      return analysis === undefined ? gap : { ...gap, analysis };
    });
}

function gapsOfCoverage({ path: artifact, coverage: { codeBytes, unattributed } }: Artifact): Gap[] {
  if (unattributed <= UNATTRIBUTED_BYTES || unattributed <= codeBytes * UNATTRIBUTED_SHARE) return [];
  const message = `${kilobytes(unattributed)} of ${kilobytes(codeBytes)} of code is not explained by any package.`;
  return [{ code: 'unattributed', artifact, path: '', message }];
}

/** Findings that are questions: the version of their package is unknown, or only some of its possible versions are malicious. */
export function questionsOf({ findings, packages }: Artifact): readonly Finding[] {
  const possible = findings.filter(({ certainty, package: id }) => certainty === 'possible' && id !== null);
  if (possible.length === 0) return [];
  const unknown = new Set(
    packages.filter(({ versionState }) => versionState === 'unknown').map(({ id }) => id),
  );
  return possible.filter(
    (finding) =>
      (finding.package !== null && unknown.has(finding.package)) ||
      (finding.kind === 'malware' && !isMalicious(finding)),
  );
}

/** A copy inside an installed package is a part of that release, whose own advisories are known; a gap in it is a question, no more. */
function gapsOfQuestions(artifact: Artifact, replaced: ReadonlySet<string>): Gap[] {
  const questionable = new Set(
    questionsOf(artifact)
      .filter(({ status }) => status === 'open')
      .map((finding) => finding.package),
  );
  return artifact.packages
    .filter(({ id, presence }) => questionable.has(id) && presence !== 'vendored' && !replaced.has(id))
    .map(({ name, locations }) => ({
      code: 'unknown-version' as const,
      artifact: artifact.path,
      path: locations[0]?.path ?? '',
      message: `${name} has advisories, and its version is not known.`,
    }));
}

/** Gaps of an artifact. @param replaced ids of packages that the function loads others in place of. */
export function gapsIn(artifact: Artifact, replaced: ReadonlySet<string> = new Set()): Gap[] {
  const problems = artifact.problems.filter((problem) => !isReplaced(problem, replaced));
  return [
    ...gapsOfProblems(problems, artifact.path),
    ...gapsOfCoverage(artifact),
    ...gapsOfQuestions(artifact, replaced),
  ];
}

/**
 * A function runs something. If none of its files is known code, its code was not seen. A gap in its own
 * artifacts reports that already.
 */
export function gapsOfNothingSeen(mounted: readonly Artifact[]): Gap[] {
  const own = mounted.filter(({ kind }) => kind !== 'layer');
  const isEmpty = own.every(({ coverage, packages }) => coverage.codeBytes === 0 && packages.length === 0);
  const [first] = own;
  if (!first || !isEmpty || own.some((artifact) => gapsIn(artifact).length > 0)) return [];
  const message = 'No code was found in it: what the function runs was not seen.';
  return [{ code: 'no-code', artifact: first.path, path: '', message }];
}

const OF_PROBLEMS: ReadonlySet<GapCode> = new Set(PROBLEM_CODES);

/** The first one in full and the rest as a count. What several readers say of one file counts once. */
function reasonOfProblems(gaps: readonly Gap[]): string[] {
  const different = groupBy(gaps, ({ code, path, message }) => [
    path === '' ? JSON.stringify([code, path, message]) : JSON.stringify([code, path]),
  ]);
  const [first, ...others] = [...different.values()].map(([gap]) => gap);
  if (!first) return [];
  return [`${gapWords(first)}${others.length > 0 ? ` (and ${others.length} more)` : ''}`];
}

function reasonOfQuestions(questions: readonly Gap[]): string[] {
  const [first] = questions;
  if (!first) return [];
  const count =
    questions.length === 1
      ? '1 package with advisories is'
      : `${questions.length} packages with advisories are`;
  return [gapWords({ ...first, path: '', message: `${count} of unknown version.` })];
}

/** Why the answer about an artifact, or about a function by itself, is incomplete: its gaps in few sentences. */
export function reasonsOf(gaps: readonly Gap[]): string[] {
  return [
    ...reasonOfProblems(gaps.filter(({ code }) => OF_PROBLEMS.has(code))),
    ...gaps.filter(({ code }) => code === 'unattributed' || code === 'no-code').map(gapWords),
    ...reasonOfQuestions(gaps.filter(({ code }) => code === 'unknown-version')),
  ];
}

/** Why the answer about an artifact is incomplete; empty when complete. Each reason starts with the artifact's path. */
export function incompleteReasons(artifact: Artifact): readonly string[] {
  return reasonsOf(gapsIn(artifact));
}
