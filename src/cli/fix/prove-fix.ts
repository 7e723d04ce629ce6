import { join } from 'node:path';
import { loadMatching, openAdvisories, type AdvisoryStore, type Matching } from '../../advisories/index.js';
import { npmManagerOf } from '../../ecosystems/index.js';
import { declaredByLockfile } from '../../extractors/index.js';
import { lockfileOfMember, readLockfile, type Lockfile } from '../../lockfiles/index.js';
import type { Report } from '../../model/index.js';
import { npmConfigHere } from '../../network/index.js';
import {
  loadProving,
  type EditedManifest,
  type FixPlan,
  type MatchedTree,
  type ProofTools,
  type ResolvedTree,
  type UnresolvedTree,
} from '../../remediation/index.js';
import { resolveNpmTreeInThread } from '../../workers/index.js';
import type { ProjectFacts } from './fix-workspace.js';
import { npmProjectOf } from './npm-project.js';

const LOCKFILE = 'package-lock.json';
/** Time for one tree: a thousand packages without a cache take about a minute. */
const MAX_MILLIS = 3 * 60_000;

/** What a proof needs beside the plan. */
export interface FixContext {
  readonly report: Report;
  readonly facts: ProjectFacts;
  /** Path of the manifest. */
  readonly manifest: string;
  readonly plan: ProofTools['plan'];
  readonly edit: ProofTools['edit'];
  /** Folder of the advisory database. */
  readonly db: string;
  /** Folder of stored results; null: nothing is kept. */
  readonly cache: string | null;
  readonly offline: boolean;
}

/** The packages of a lockfile, matched. @returns the reason where it cannot be read whole. */
function matchLockfile(
  lockfile: Lockfile,
  member: string,
  { matchPackages, store }: Pick<Matching, 'matchPackages'> & { readonly store: AdvisoryStore },
): MatchedTree | string {
  const [problem] = lockfile.problems;
  if (problem) return problem.message;
  const packages = declaredByLockfile({ ...lockfile, rootEdges: null }, 'tree');
  const shipped = declaredByLockfile(lockfileOfMember(lockfile, member), 'tree').map(({ id }) => id);
  return { packages, shipped: new Set(shipped), findings: matchPackages(packages, store) };
}

function lockfileFrom(text: string): Lockfile {
  return readLockfile({ path: LOCKFILE, bytes: Buffer.from(text) }, null);
}

/** Why no tree can be made; null where one can. */
function obstacle({ facts, offline }: FixContext): string | null {
  const own = npmManagerOf(null).id;
  const manager = facts.manager ?? facts.namedManager ?? own;
  if (offline) return 'offline';
  if (manager !== own) return `only npm's resolver is run, not that of ${manager}`;
  if (facts.member !== '' && facts.lockfilePath === null) return 'a workspace without a lockfile';
  return null;
}

async function resolveTree(
  { facts, manifest, cache }: FixContext,
  change: { readonly edited: EditedManifest | null; readonly update: readonly string[] },
  match: (text: string) => MatchedTree | string,
): Promise<ResolvedTree | UnresolvedTree> {
  const resolved = await resolveNpmTreeInThread({
    project: npmProjectOf(facts, manifest, change),
    npmConfig: npmConfigHere(facts.folder),
    cacheDir: cache === null ? null : join(cache, 'registry'),
    maxMillis: MAX_MILLIS,
  });
  if (resolved.state === 'unresolved') return resolved;
  const tree = match(resolved.lockfile);
  if (typeof tree === 'string') return { state: 'unresolved', reason: tree, conflict: [] };
  const bundled = new Map(resolved.bundled.map(({ location, within }) => [location, within]));
  return { ...resolved, tree, bundled };
}

/** The plan, proven by the tree that npm's own resolver makes, or with the reason why it is not. */
export async function proveFix(context: FixContext): Promise<FixPlan> {
  const reason = obstacle(context);
  const { facts, report, plan, edit, db } = context;
  const { proveChanges, unprovenPlan } = await loadProving();
  if (reason !== null) return unprovenPlan(edit(await plan(new Set())), reason);
  const { matchPackages } = await loadMatching();
  const store = openAdvisories({ dir: db, now: new Date() });
  const match = (text: string): MatchedTree | string =>
    matchLockfile(lockfileFrom(text), facts.member, { matchPackages, store });
  try {
    const locked = facts.lockfile === null ? null : match(facts.lockfile);
    if (typeof locked === 'string') return unprovenPlan(edit(await plan(new Set())), locked);
    return await proveChanges(report, {
      plan,
      edit,
      locked,
      resolve: (edited, update) => resolveTree(context, { edited, update }, match),
    });
  } finally {
    store.close();
  }
}
