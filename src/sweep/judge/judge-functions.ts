import { createHash } from 'node:crypto';
import { joinFunction, type JoinableArtifact } from '../../functions/index.js';
import { gapIdentity, gapKey, type Gate } from '../../model/index.js';
import { gapsOfFunction, judgeFunction, type Judge } from '../../policy/index.js';
import {
  keepFindings,
  layerArtifacts,
  loadArtifact,
  matchHashes,
  saveJudgement,
  storedFunctions,
  type JudgedPermissions,
  type Sql,
  type StoredFunction,
  type StoredVersion,
} from '../../store/index.js';
import { expectedFindings } from './expected-findings.js';
import { findingRows, type JudgedVersion } from './finding-rows.js';
import type { FunctionExpectation, OpenExpectations } from './open-expectations.js';
import { joinable, serverlessFunction } from './stored-function.js';

export interface JudgeOptions {
  readonly sql: Sql;
  readonly run: number;
  readonly judge: Judge;
  readonly gate: Gate;
  /** Of the rules that it is judged by: other rules, another judgement. */
  readonly rulesHash: string;
  /** False: the advisory data is missing or old, so a missing finding may still be there. */
  readonly mayFix: boolean;
  /** Ecosystems whose data has less than before. */
  readonly lesserSources: readonly string[];
  readonly expectations: OpenExpectations;
  readonly onFunction: (done: number) => void;
}

/** Artifacts held at once, so that artifacts that functions share are loaded once. */
const MAX_HELD = 32;

/** Loads an artifact, judged, by its key; the path is its name in the function. */
export type Load = (key: string, path: string) => Promise<JoinableArtifact | null>;

/** Loads artifacts, judged; the last used ones stay. */
export function openArtifacts({ sql, judge }: Pick<JudgeOptions, 'sql' | 'judge'>): Load {
  const held = new Map<string, Promise<JoinableArtifact | null>>();
  async function load(key: string, path: string): Promise<JoinableArtifact | null> {
    const stored = await loadArtifact(sql, key);
    return stored && judge.artifact(joinable(stored, path));
  }
  return (key, path) => {
    const found = held.get(key) ?? load(key, path);
    held.delete(key);
    held.set(key, found);
    const [oldest] = held.keys();
    if (held.size > MAX_HELD && oldest !== undefined) held.delete(oldest);
    return found;
  };
}

export interface JudgeContext {
  readonly load: Load;
  readonly layerKeys: ReadonlyMap<string, string>;
  readonly judge: Judge;
  readonly expectation: FunctionExpectation | null;
}

/** Joins a version of a function with its artifacts, and judges it. */
export async function judgeVersion(
  fn: StoredFunction,
  version: StoredVersion,
  { load, layerKeys, judge, expectation }: JudgeContext,
): Promise<JudgedVersion> {
  const byMount = new Map<string, JoinableArtifact | null>([
    [version.code, await load(version.code, fn.name)],
  ]);
  for (const arn of version.layers) {
    const key = layerKeys.get(arn);
    byMount.set(arn, key === undefined ? null : await load(key, arn));
  }
  const described = serverlessFunction(fn, version, byMount);
  const there = [...byMount.values()].filter((artifact) => artifact !== null);
  const artifacts = new Map(there.map((artifact) => [artifact.id, artifact]));
  const joined = joinFunction(described.fn, artifacts, { problems: described.problems });
  const unexpected = expectation ? expectedFindings({ fn, version, expectation }, artifacts) : [];
  const whole = { ...joined, findings: [...joined.findings, ...unexpected] };
  return {
    fn: judge.function(judgeFunction(whole, artifacts, judge.accepts), artifacts),
    gaps: gapsOfFunction(whole, artifacts).map(gapIdentity),
    artifacts,
    version: version.version,
  };
}

/** What it needs. What the role grants is in the store with the role. */
function permissionsOfVersion({ fn: { permissions }, version }: JudgedVersion): JudgedPermissions {
  if (permissions === null) return { version, permissions };
  const { granted: _, ...needs } = permissions;
  return { version, permissions: needs };
}

/** Hash of all inputs of a function's judgement. */
function judgementHashOf(
  { facts, versions }: StoredFunction,
  matched: readonly unknown[],
  { rulesHash, expectation }: { rulesHash: string; expectation: FunctionExpectation | null },
): string {
  // The owner does not change the findings.
  const own = { ...(facts as object), owner: null };
  const expected = expectation ? [expectation.hash] : [];
  return createHash('sha256')
    .update(JSON.stringify([rulesHash, own, versions, matched, ...expected]))
    .digest('hex');
}

/** @returns the number of unchanged functions. */
async function judgeChunk(
  fns: readonly StoredFunction[],
  load: Load,
  options: JudgeOptions,
): Promise<number> {
  const { sql, run, judge, gate, rulesHash, mayFix, lesserSources, expectations } = options;
  const stored = fns.flatMap((fn) => fn.versions);
  const layerKeys = await layerArtifacts(sql, [...new Set(stored.flatMap(({ layers }) => layers))]);
  const hashes = await matchHashes(sql, [
    ...new Set([...stored.map(({ code }) => code), ...layerKeys.values()]),
  ]);
  const unchanged: string[] = [];
  for (const fn of fns) {
    const matched = fn.versions.map(({ code, layers }) =>
      [code, ...layers.map((arn) => layerKeys.get(arn) ?? '')].map((key) => hashes.get(key) ?? null),
    );
    const expectation = expectations.of(fn);
    const hash = judgementHashOf(fn, matched, { rulesHash, expectation });
    if (hash === fn.judgedHash) {
      unchanged.push(fn.arn);
      continue;
    }
    const judged: JudgedVersion[] = [];
    for (const version of fn.versions)
      judged.push(await judgeVersion(fn, version, { load, layerKeys, judge, expectation }));
    const reasons = [...new Set(judged.flatMap((one) => one.fn.reasons))];
    const accepted = judged.flatMap((one) => one.fn.acceptedGaps);
    await saveJudgement(sql, run, {
      arn: fn.arn,
      hash,
      complete: reasons.length === 0,
      reasons,
      acceptedGaps: [...new Map(accepted.map((gap) => [gapKey(gap), gap])).values()],
      gaps: [...new Set(judged.flatMap(({ gaps }) => gaps))],
      findings: findingRows(judged, gate),
      permissions: judged.map(permissionsOfVersion),
      mayFix,
      lesserSources,
      expected: expectation !== null,
      seenRun: fn.lastRun,
    });
  }
  await keepFindings(sql, unchanged);
  return unchanged.length;
}

/**
 * Joins all existing functions with their artifacts and saves the findings of each. Unchanged functions are skipped.
 * @returns how many these are.
 */
export async function judgeFunctions(options: JudgeOptions): Promise<number> {
  const load = openArtifacts(options);
  let [done, unchanged] = [0, 0];
  for await (const fns of storedFunctions(options.sql)) {
    unchanged += await judgeChunk(fns, load, options);
    done += fns.length;
    options.onFunction(done);
  }
  return unchanged;
}
