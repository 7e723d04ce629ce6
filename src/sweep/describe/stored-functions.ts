import type { JoinableArtifact } from '../../functions/index.js';
import {
  groupBy,
  PLAIN_FINDING,
  type Artifact,
  type Finding,
  type FindingKind,
  type FunctionReport,
  type Problem,
  type Severity,
} from '../../model/index.js';
import type { Judge } from '../../policy/index.js';
import { layerArtifacts, storedFunctions, type Sql, type StoredFunction } from '../../store/index.js';
import { judgeVersion, openArtifacts, type JudgeContext } from '../judge/judge-functions.js';
import type { SweptFinding } from '../sweep-report.js';

/** Functions and artifacts of a store, as a scan reports them. */
export interface StoredParts {
  readonly functions: readonly FunctionReport[];
  readonly artifacts: readonly Artifact[];
}

export interface StoredPartsOptions {
  readonly sql: Sql;
  readonly run: number;
  readonly judge: Judge;
  /** Findings of `--expect`. They come from the store, because the file that they were compared with is not at hand. */
  readonly expected: readonly SweptFinding[];
}

interface ChunkOptions {
  readonly run: number;
  readonly expected: ReadonlyMap<string, readonly SweptFinding[]>;
  /** Those that were seen so far, by their ids. */
  readonly artifacts: Map<string, Artifact>;
}

const LATEST = '$LATEST';

/** A finding of `--expect`, whose file is not at hand, as the store has it. */
function expectedFinding({ fingerprint, kind, rule, severity, detail }: SweptFinding): Finding {
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${fingerprint}`,
    kind: kind as FindingKind,
    rule,
    title: detail.title,
    why: null,
    severity: severity as Severity,
    confidence: 'high',
    certainty: detail.certainty,
    locations: [],
    evidence: [],
    remediation:
      detail.remediation === null
        ? null
        : { action: 'review', version: null, major: false, direct: null, text: detail.remediation },
    fingerprint,
  };
}

/** A function that the last sweep did not see is as it was seen last. */
function staleProblem({ lastRun }: StoredFunction, run: number): Problem[] {
  if (lastRun >= run) return [];
  const message = `Sweep ${run} did not see the function: it is described as sweep ${lastRun} saw it.`;
  return [{ code: 'stale', path: '', message, affectsCompleteness: true }];
}

/** Published versions have the version in their id and their name; the current code has not. */
function namedVersion(fn: FunctionReport, version: string): FunctionReport {
  return version === LATEST ? fn : { ...fn, id: `${fn.id}:${version}`, name: `${fn.name}:${version}` };
}

function withNotes(
  fn: FunctionReport,
  problems: readonly Problem[],
  findings: readonly Finding[],
): FunctionReport {
  if (problems.length + findings.length === 0) return fn;
  return {
    ...fn,
    findings: [...fn.findings, ...findings],
    problems: [...fn.problems, ...problems],
    complete: fn.complete && problems.length === 0,
    reasons: [...fn.reasons, ...problems.map(({ message }) => message)],
  };
}

function plainArtifact(joined: JoinableArtifact): Artifact {
  const { unresolvedImports: _, bootstrap: _b, handlerFiles: _h, facts: _f, ...artifact } = joined;
  return artifact;
}

/** Judges all versions of some functions, and keeps the artifacts that they mount. */
async function judgeChunk(
  chunk: readonly StoredFunction[],
  context: JudgeContext,
  { run, expected, artifacts }: ChunkOptions,
): Promise<FunctionReport[]> {
  const functions: FunctionReport[] = [];
  for (const [stored, version] of chunk.flatMap((one) => one.versions.map((own) => [one, own] as const))) {
    const judged = await judgeVersion(stored, version, context);
    for (const [id, artifact] of judged.artifacts)
      artifacts.set(id, artifacts.get(id) ?? plainArtifact(artifact));
    const isLatest = version.version === LATEST;
    const findings = isLatest ? (expected.get(stored.arn) ?? []).map(expectedFinding) : [];
    functions.push(withNotes(namedVersion(judged.fn, version.version), staleProblem(stored, run), findings));
  }
  return functions;
}

/** All functions that exist, each version that can be called as a function of its own, with the artifacts that they mount. */
export async function storedParts({ sql, run, judge, expected }: StoredPartsOptions): Promise<StoredParts> {
  const load = openArtifacts({ sql, judge });
  const functions: FunctionReport[] = [];
  const artifacts = new Map<string, Artifact>();
  const expectedOf = groupBy(expected, (one) => [one.function]);
  for await (const chunk of storedFunctions(sql)) {
    const layers = chunk.flatMap(({ versions }) => versions.flatMap((version) => version.layers));
    const layerKeys = await layerArtifacts(sql, [...new Set(layers)]);
    const context = { load, judge, expectation: null, layerKeys };
    functions.push(...(await judgeChunk(chunk, context, { run, expected: expectedOf, artifacts })));
  }
  return { functions, artifacts: [...artifacts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
