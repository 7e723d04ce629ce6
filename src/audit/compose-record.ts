import type {
  AdvisoryData,
  Finding,
  FindingChange,
  FunctionReport,
  Report,
  Severity,
} from '../model/index.js';
import { indexReport, sightingsOf, worstSightings, type ReportIndex } from '../reporters/index.js';
import { componentRows } from './component-rows.js';
import { controlRows } from './controls/control-rows.js';
import { exceptionRows, findingRows, type FirstSeen } from './finding-rows.js';
import { acceptedGapRows, gapRows } from './gap-rows.js';
import { permissionRows } from './permission-rows.js';
import {
  RECORD_VERSION,
  type AdvisoryRow,
  type DateBasis,
  type EvidenceRecord,
  type FunctionRow,
  type TrendRow,
} from './record.js';
import { unseenRows } from './unseen-rows.js';

/** What the evidence has besides the report. */
export interface EvidenceContext {
  readonly basis: DateBasis;
  /** Whether the folder will have a signature. */
  readonly signed: boolean;
  /** The time limit of a scan. */
  readonly secondsPerArtifact: number | null;
  /** The sweep whose results the report has; null for a scan. */
  readonly sweep: {
    readonly run: number;
    readonly sweptBy: string | null;
    readonly trend: readonly TrendRow[];
    readonly firstSeen: FirstSeen;
    readonly changes: readonly FindingChange[] | null;
  } | null;
  /** Files of bills of materials, by the id of the function or of an artifact that none mounts. */
  readonly sboms: ReadonlyMap<string, string>;
}

function isOpenIn(fn: FunctionReport, index: ReportIndex): Finding[] {
  const byArtifact = new Map<string, ReadonlyMap<string, Finding>>();
  return fn.findings.flatMap((one) => {
    if ('kind' in one) return one.status === 'open' ? [one] : [];
    const artifact = index.artifacts.get(one.artifact);
    if (!artifact || one.suppression !== null) return [];
    const findings =
      byArtifact.get(artifact.id) ?? new Map(artifact.findings.map((finding) => [finding.id, finding]));
    byArtifact.set(artifact.id, findings);
    const finding = findings.get(one.id);
    return finding?.status === 'open' ? [finding] : [];
  });
}

function counted(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function functionRow(fn: FunctionReport, index: ReportIndex, sbom: string): FunctionRow {
  const { id, name, account, region, runtime, exposure, mounts, packages, complete, acceptedGaps } = fn;
  const mounted = [...new Set(mounts.map(({ artifact }) => artifact))];
  return {
    id,
    name,
    account,
    region,
    runtime,
    exposure: exposure?.level ?? null,
    startedBy: exposure?.statements ?? [],
    artifacts: mounted.flatMap((one) => {
      const artifact = index.artifacts.get(one);
      if (!artifact) return [];
      const { path, kind, sha256, codeSha256 = null } = artifact;
      return [{ path, kind, sha256, codeSha256 }];
    }),
    packages: packages.length,
    open: counted(isOpenIn(fn, index)),
    complete,
    acceptedGaps: acceptedGaps.length,
    sbom,
  };
}

/** An artifact that no function mounts stands in the list as itself. */
function unmountedRows(index: ReportIndex, sboms: EvidenceContext['sboms']): FunctionRow[] {
  const { artifacts, summary } = index.report;
  return artifacts
    .filter(({ id }) => !index.mountedBy.has(id))
    .map(({ id, name, path, kind, sha256, codeSha256 = null, packages, findings }) => ({
      id: `artifact:${name}`,
      name,
      account: null,
      region: null,
      runtime: null,
      exposure: null,
      startedBy: [],
      artifacts: [{ path, kind, sha256, codeSha256 }],
      packages: packages.length,
      open: counted(findings.filter(({ status }) => status === 'open')),
      complete: !summary.reasons.some((reason) => reason.startsWith(`${path}: `)),
      acceptedGaps: summary.acceptedGaps.filter(({ artifact }) => artifact === path).length,
      sbom: sboms.get(id) ?? '',
    }));
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

function scopeOf(report: Report, { sweep, secondsPerArtifact }: EvidenceContext): EvidenceRecord['scope'] {
  const { functions, summary, options } = report;
  return {
    kind: sweep ? 'sweep' : 'scan',
    targets: options.targets,
    accounts: distinct(functions.map(({ account }) => account)),
    regions: distinct(functions.map(({ region }) => region)),
    sweep: sweep?.run ?? null,
    sweptBy: sweep?.sweptBy ?? null,
    functions: summary.functions,
    artifacts: summary.artifacts,
    packages: summary.packages,
    config: options.config,
    failOn: options.failOn,
    secondsPerArtifact,
  };
}

const DAY_MILLISECONDS = 86_400_000;

/** @param day of the run; null where it is not known. */
function advisoryRows(data: readonly AdvisoryData[], day: string | null): AdvisoryRow[] {
  return data.map((one) => {
    const days = day === null ? -1 : Math.floor((Date.parse(day) - Date.parse(one.asOf)) / DAY_MILLISECONDS);
    return { ...one, ageDays: days >= 0 ? days : null };
  });
}

/** Everything that evidence says about a report. The same report and context give the same record. */
export function composeRecord(report: Report, context: EvidenceContext): EvidenceRecord {
  const index = indexReport(report);
  const sightings = worstSightings(sightingsOf(index));
  const { tool, scannedAt, data, functions, summary } = report;
  const record = {
    recordVersion: RECORD_VERSION,
    tool,
    asOf: scannedAt,
    basis: context.basis,
    signed: context.signed,
    scope: scopeOf(report, context),
    complete: summary.complete && report.options.finished,
    advisories: advisoryRows(data.advisories, context.basis === 'advisory data' ? null : scannedAt),
    signatures: data.signatures,
    fingerprints: data.fingerprints,
    functions: [
      ...functions.map((fn) => functionRow(fn, index, context.sboms.get(fn.id) ?? '')),
      ...unmountedRows(index, context.sboms),
    ],
    components: componentRows(index),
    findings: findingRows(sightings, context.sweep?.firstSeen ?? new Map()),
    changes: context.sweep?.changes ?? null,
    exceptions: exceptionRows(sightings),
    gaps: gapRows(report),
    acceptedGaps: acceptedGapRows(report),
    notCovered: unseenRows(report, context.sweep === null),
    permissions: permissionRows(functions),
    trend: context.sweep?.trend ?? [],
  } as const;
  return { ...record, controls: controlRows(record) };
}
