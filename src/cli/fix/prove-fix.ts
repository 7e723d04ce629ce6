import { basename, dirname, join } from 'node:path';
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
import { resolveManagerTree, resolveNpmTreeInThread } from '../../workers/index.js';
import { cacheFolder } from '../user-folders.js';
import type { ProjectFacts } from './fix-workspace.js';
import { managerProjectOf } from './manager-project.js';
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

function lockfileFrom(text: string, { lockfilePath }: ProjectFacts): Lockfile {
  const path = lockfilePath === null ? LOCKFILE : basename(lockfilePath);
  return readLockfile({ path, bytes: Buffer.from(text) }, null);
}

/** The id of a project's package manager: of its lockfile, else the one that its manifest names. */
function managerIdOf({ manager, namedManager }: ProjectFacts): string {
  return manager ?? namedManager ?? npmManagerOf(null).id;
}

/** Why no tree can be made; null where one can. */
function obstacle({ facts, offline }: FixContext): string | null {
  const manager = managerIdOf(facts);
  if (offline) return 'offline';
  if (manager !== npmManagerOf(null).id) {
    if (npmManagerOf(manager).lockOnly === null) return `${manager} is not run`;
    const project = managerProjectOf(facts, null);
    return typeof project === 'string' ? project : null;
  }
  if (facts.member !== '' && facts.lockfilePath === null) return 'a workspace without a lockfile';
  return null;
}

type Match = (text: string) => MatchedTree | string;

function unresolved(reason: string): UnresolvedTree {
  return { state: 'unresolved', reason, conflict: [] };
}

/** The tree of the lockfile that the project's own package manager writes. Which peers it breaks is not known. */
async function resolveByManager(
  { facts, cache }: FixContext,
  edited: EditedManifest | null,
  match: Match,
): Promise<ResolvedTree | UnresolvedTree> {
  const { lockOnly } = npmManagerOf(managerIdOf(facts));
  const texts = managerProjectOf(facts, edited);
  if (typeof texts === 'string' || lockOnly === null || facts.lockfilePath === null)
    return unresolved(typeof texts === 'string' ? texts : 'its package manager is not run');
  const resolved = await resolveManagerTree({
    manager: lockOnly,
    texts,
    lockfile: basename(facts.lockfilePath),
    workFolder: join(dirname(cache ?? cacheFolder()), 'trees'),
    maxMillis: MAX_MILLIS,
  });
  if (resolved.state === 'unresolved') return unresolved(resolved.reason);
  const tree = match(resolved.lockfile);
  if (typeof tree === 'string') return unresolved(tree);
  return { ...resolved, tree, brokenPeers: [], bundled: new Map(), kept: [] };
}

async function resolveTree(
  { facts, manifest, cache }: FixContext,
  change: { readonly edited: EditedManifest | null; readonly update: readonly string[] },
  match: Match,
): Promise<ResolvedTree | UnresolvedTree> {
  const resolved = await resolveNpmTreeInThread({
    project: npmProjectOf(facts, manifest, change),
    npmConfig: npmConfigHere(facts.folder),
    cacheDir: cache === null ? null : join(cache, 'registry'),
    maxMillis: MAX_MILLIS,
  });
  if (resolved.state === 'unresolved') return resolved;
  const tree = match(resolved.lockfile);
  if (typeof tree === 'string') return unresolved(tree);
  const bundled = new Map(resolved.bundled.map(({ location, within }) => [location, within]));
  return { ...resolved, tree, bundled };
}

/** Other managers do not update single packages of a lockfile alone: a change that dependents allow is forced. */
function withoutUpdates(plan: ProofTools['plan']): ProofTools['plan'] {
  return async (forced) => {
    const { wanted, allowed } = await plan(forced);
    return { wanted: [...wanted, ...allowed], allowed: [] };
  };
}

/** The plan, proven by the tree that npm's own resolver or the project's package manager makes, or with the reason why it is not. */
export async function proveFix(context: FixContext): Promise<FixPlan> {
  const reason = obstacle(context);
  const { facts, report, plan, edit, db } = context;
  const { proveChanges, unprovenPlan } = await loadProving();
  if (reason !== null) return unprovenPlan(edit(await plan(new Set())), reason);
  const { matchPackages } = await loadMatching();
  const store = openAdvisories({ dir: db, now: new Date() });
  const match: Match = (text) =>
    matchLockfile(lockfileFrom(text, facts), facts.member, { matchPackages, store });
  try {
    const locked = facts.lockfile === null ? null : match(facts.lockfile);
    if (typeof locked === 'string') return unprovenPlan(edit(await plan(new Set())), locked);
    const isNpm = managerIdOf(facts) === npmManagerOf(null).id;
    return await proveChanges(report, {
      plan: isNpm ? plan : withoutUpdates(plan),
      edit,
      locked,
      resolve: (edited, update) =>
        isNpm ? resolveTree(context, { edited, update }, match) : resolveByManager(context, edited, match),
    });
  } finally {
    store.close();
  }
}
