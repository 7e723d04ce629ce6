import type { Artifact, Finding, Problem } from '../model/index.js';

/** DESIGN §5: unattributed code makes an artifact incomplete above both of these. */
const UNATTRIBUTED_BYTES = 100_000;
const UNATTRIBUTED_SHARE = 0.5;

function kilobytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Reason that problems give, the first one in full and the rest as a count. */
export function reasonOfProblems(problems: readonly Problem[]): string[] {
  const [first, ...others] = problems.filter(({ affectsCompleteness }) => affectsCompleteness);
  if (!first) return [];
  const where = first.path === '' ? '' : `${first.path}: `;
  return [`${where}${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ''}`];
}

function reasonOfCoverage({ coverage: { codeBytes, unattributed } }: Artifact): string[] {
  if (unattributed <= UNATTRIBUTED_BYTES || unattributed <= codeBytes * UNATTRIBUTED_SHARE) return [];
  return [`${kilobytes(unattributed)} of ${kilobytes(codeBytes)} of code is not explained by any package.`];
}

/** Findings that only ask: the version of their package is not known at all. */
export function questionsOf({ findings, packages }: Artifact): readonly Finding[] {
  const possible = findings.filter(({ certainty, package: id }) => certainty === 'possible' && id !== null);
  if (possible.length === 0) return [];
  const unknown = new Set(
    packages.filter(({ versionState }) => versionState === 'unknown').map(({ id }) => id),
  );
  return possible.filter(({ package: id }) => id !== null && unknown.has(id));
}

/** A copy inside an installed package is a part of that release, whose own advisories are known: what is not known of it is asked, and no more. */
function reasonOfQuestions(artifact: Artifact): string[] {
  const open = questionsOf(artifact).filter(({ status }) => status === 'open');
  const vendored = new Set(
    artifact.packages.filter(({ presence }) => presence === 'vendored').map(({ id }) => id),
  );
  const packages = new Set(
    open.map((finding) => finding.package).filter((id) => id === null || !vendored.has(id)),
  );
  if (packages.size === 0) return [];
  const count =
    packages.size === 1 ? '1 package with advisories is' : `${packages.size} packages with advisories are`;
  return [`${count} of unknown version.`];
}

/** A function runs something: where no file of it is code of a kind that is told, what it runs was not seen. */
export function reasonOfNothingSeen(mounted: readonly Artifact[]): string[] {
  const own = mounted.filter(({ kind }) => kind !== 'layer');
  const isEmpty = own.every(({ coverage, packages }) => coverage.codeBytes === 0 && packages.length === 0);
  const [first] = own;
  return first && isEmpty
    ? [`${first.path}: No code was found in it: what the function runs was not seen.`]
    : [];
}

/** Why what is known of an artifact is not all of it; empty when it is. Each reason starts with the artifact's path. */
export function incompleteReasons(artifact: Artifact): readonly string[] {
  const reasons = [
    ...reasonOfProblems(artifact.problems),
    ...reasonOfCoverage(artifact),
    ...reasonOfQuestions(artifact),
  ];
  return reasons.map((reason) => `${artifact.path}: ${reason}`);
}
