import type { ArtifactRow } from '../../src/reporters/html/page-data.js';
import { asTheyAre, openRows, tallyOf } from './counts.js';
import { lazy } from './lazy.js';
import type { Artifact, Finding } from './model.js';
import type { Opening } from './opening.js';
import { readChange, readFinding, readPackage, readProblem } from './read-rows.js';

const NO_FINDINGS: readonly Finding[] = [];

function groupByPackage(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const groups = new Map<number, Finding[]>();
  for (const finding of findings) {
    const index = finding.found?.index ?? -1;
    const group = groups.get(index);
    if (group) group.push(finding);
    else groups.set(index, [finding]);
  }
  return groups;
}

export function openArtifact(row: ArtifactRow, key: string, { tables, mountedBy }: Opening): Artifact {
  const { sha256, kind, path, size, coverage, roots, problems, reasons } = row;
  const packages = lazy(() =>
    row.packages.map((found, index) => readPackage(found, index, { tables, artifact })),
  );
  const findings = lazy(() =>
    row.findings.map((finding) =>
      readFinding(finding, tables, { found: packages()[finding[1]] ?? null, artifact, owner: null }),
    ),
  );
  const open = openRows(asTheyAre(row.findings, { packages: row.packages, holder: key }), tables);
  const groups = lazy(() => groupByPackage(findings()));
  const artifact: Artifact = {
    key,
    sha256: tables.textOrNull(sha256),
    kind: tables.text(kind),
    path: tables.text(path),
    size,
    coverage,
    roots: roots.map(([folder, name, manager]) => ({
      path: tables.text(folder),
      name: tables.textOrNull(name),
      manager: tables.textOrNull(manager),
    })),
    packageCount: row.packages.length,
    packages,
    findings,
    findingsOf: (index) => groups().get(index) ?? NO_FINDINGS,
    changes: lazy(() => row.changes.map((change) => readChange(change, tables, findings()))),
    ...tallyOf(open),
    open,
    problems: problems.map((problem) => readProblem(problem, tables)),
    reasons: tables.list(reasons),
    functions: lazy(() => mountedBy(artifact)),
  };
  return artifact;
}
