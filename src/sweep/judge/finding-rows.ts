import type { JoinableArtifact } from '../../functions/index.js';
import {
  packageWithId,
  type Artifact,
  type Finding,
  type FunctionReport,
  type Gate,
} from '../../model/index.js';
import { encountersOf, failsGate, questionsOf, riskRank } from '../../policy/index.js';
import { worstRisk } from '../../reporters/index.js';
import type { FindingRow } from '../../store/index.js';

/** The stored facts of a finding, without its keys. */
export interface FindingDetail {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly score: number | null;
  readonly kev: boolean | null;
  readonly epss: number | null;
  readonly certainty: Finding['certainty'];
  readonly fixedIn: readonly string[];
  readonly remediation: string | null;
  /** Package URL. */
  readonly package: string | null;
  /** Key of the artifact that it is in; null for a finding of the function itself. */
  readonly artifact: string | null;
  /** Its place in the one order of findings: 0 to 100, larger is worse. Earlier versions of stowaway stored none. */
  readonly rank: number;
  /** Versions of the function that have it. */
  readonly versions: readonly string[];
}

/** A version of a function, joined with its artifacts. */
export interface JudgedVersion {
  readonly fn: FunctionReport;
  readonly artifacts: ReadonlyMap<string, JoinableArtifact>;
  readonly version: string;
  /** Identities of its gaps, accepted or not. */
  readonly gaps: readonly string[];
}

type Judged = Pick<JudgedVersion, 'version'> & { readonly functions: readonly FunctionReport[] };

function detailOf(
  finding: Finding,
  artifact: Artifact | null,
  { version, functions }: Judged,
): FindingDetail {
  const found = artifact ? packageWithId(artifact.packages, finding.package ?? '') : undefined;
  const { title, aliases, score, kev, epss, certainty, fixedIn, remediation } = finding;
  return {
    title,
    aliases,
    score,
    kev,
    epss,
    certainty,
    fixedIn,
    remediation: remediation?.text ?? null,
    package: found?.purl ?? null,
    artifact: artifact?.id ?? null,
    rank: riskRank(worstRisk(finding, artifact, functions)),
    versions: [version],
  };
}

interface Row extends FindingRow {
  readonly detail: FindingDetail;
}

function rowsOf({ fn, artifacts, version }: JudgedVersion, gate: Gate): Row[] {
  const everywhere = { ...gate, newOnly: false };
  const functions = [fn];
  const questions = new Set([...artifacts.values()].flatMap(questionsOf));
  return fn.findings.flatMap((found) => {
    const artifact = 'kind' in found ? null : (artifacts.get(found.artifact) ?? null);
    const finding = 'kind' in found ? found : artifact?.findings.find(({ id }) => id === found.id);
    if (!finding) return [];
    const { kind, rule, severity, status } = finding;
    return [
      {
        fingerprint: found.fingerprint,
        kind,
        rule,
        severity,
        fails:
          !questions.has(finding) && failsGate(finding, everywhere, encountersOf(finding, artifact, [fn])),
        setAside: status !== 'open' || found.suppression !== null,
        detail: detailOf(finding, artifact, { version, functions }),
      },
    ];
  });
}

/** Merges two rows of one finding: the failing one leads, and set aside means set aside in both. */
function joined(one: Row, other: Row): Row {
  const leading = other.fails && !one.fails ? other : one;
  const versions = [...new Set([...one.detail.versions, ...other.detail.versions])];
  const rank = Math.max(one.detail.rank, other.detail.rank);
  return {
    ...leading,
    setAside: one.setAside && other.setAside,
    detail: { ...leading.detail, rank, versions },
  };
}

/** The findings of a function: one row each, over all versions and artifacts. */
export function findingRows(versions: readonly JudgedVersion[], gate: Gate): FindingRow[] {
  const rows = new Map<string, Row>();
  for (const row of versions.flatMap((version) => rowsOf(version, gate))) {
    const known = rows.get(row.fingerprint);
    rows.set(row.fingerprint, known ? joined(known, row) : row);
  }
  return [...rows.values()];
}
