import type { Report } from '../../model/index.js';
import type { EditedManifest, LeftAlone } from '../npm/edited-manifest.js';
import type { RaisedDependents } from '../npm/raise-dependents.js';
import type { WantedChange } from '../npm/wanted-changes.js';
import { compareTrees, type Proof } from './compare-trees.js';
import { openFindings, type MatchedTree, type OpenFinding } from './matched-tree.js';

/** A peer requirement that a tree breaks. */
export interface BrokenPeer {
  readonly dependent: { readonly name: string; readonly version: string };
  readonly name: string;
  readonly range: string;
  readonly version: string;
}

/** The tree that a package manager makes. */
export interface ResolvedTree {
  readonly state: 'resolved';
  readonly tree: MatchedTree;
  readonly lockfile: string;
  readonly brokenPeers: readonly BrokenPeer[];
  /** Folder of a package that is part of another one's tarball → name and version of that one. */
  readonly bundled: ReadonlyMap<string, string>;
  /** Git, file and URL dependencies, which were not fetched. */
  readonly kept: readonly string[];
}

export interface UnresolvedTree {
  readonly state: 'unresolved';
  readonly reason: string;
  /** Names of packages whose requirements contradict each other. */
  readonly conflict: readonly string[];
}

export interface ProofTools {
  /** @param forced names whose overrides stay overrides, because no upgrade of a dependent clears them. */
  plan(forced: ReadonlySet<string>): Promise<RaisedDependents>;
  edit(changes: RaisedDependents): EditedManifest;
  /** @param edited null: the files as they are. @param update names whose locked versions give way. */
  resolve(edited: EditedManifest | null, update: readonly string[]): Promise<ResolvedTree | UnresolvedTree>;
  /** The tree that the lockfile holds; null without a lockfile. */
  readonly locked: MatchedTree | null;
}

/** The changes of a manifest, and what the package manager's tree shows about them. */
export interface FixPlan {
  readonly edited: EditedManifest;
  /** Changes of the lockfile alone, which dependents already allow. Empty for a plan that is not proven. */
  readonly updates: readonly WantedChange[];
  /** Null where the tree is not known: ranges alone then say what is cleared. */
  readonly proof: Proof | null;
  /** Why it is not proven; null for a proven plan. */
  readonly reason: string | null;
  /** Text of the lockfile with the changes; null for a plan that is not proven. */
  readonly lockfile: string | null;
  /** Git, file and URL dependencies, which were not fetched. */
  readonly kept: readonly string[];
}

/** A plan that goes by ranges. */
export function unprovenPlan(edited: EditedManifest, reason: string): FixPlan {
  return { edited, updates: [], proof: null, reason, lockfile: null, kept: [] };
}

/** Trees that one proof asks for at most. */
const MAX_ROUNDS = 6;

/** Names of the packages that a change is to fix. */
function fixedNames({ name, brings }: WantedChange): readonly string[] {
  return [name, ...brings.map((one) => one.slice(0, one.lastIndexOf(' ')))];
}

/** Findings that a change is planned for. */
export function claimsOf(
  wanted: Pick<WantedChange, 'name' | 'brings' | 'artifacts' | 'from'>,
  findings: readonly OpenFinding[],
): readonly OpenFinding[] {
  const names = fixedNames(wanted as WantedChange);
  return findings.filter(
    ({ artifact, name, versions }) =>
      wanted.artifacts.includes(artifact) &&
      names.includes(name) &&
      // Copies of other release lines have changes of their own.
      (name !== wanted.name || wanted.brings.length > 0 || versions.some((one) => wanted.from.includes(one))),
  );
}

/** Changes that are not made, by name of the package, with the reason. */
type Dropped = Map<string, string>;

function peerKey({ dependent, name }: BrokenPeer): string {
  return `${dependent.name} ${name}`;
}

/** The changed packages among some names. */
function culpritsAmong(names: readonly string[], changes: readonly WantedChange[]): WantedChange[] {
  return changes.filter((change) => fixedNames(change).some((name) => names.includes(name)));
}

class Prover {
  private readonly dropped: Dropped = new Map();
  private readonly forced = new Set<string>();
  /** Names of overrides whose locked versions have to give way: npm keeps those that members of a workspace bring. */
  private readonly moved = new Set<string>();
  private readonly leftAlone: LeftAlone[] = [];
  private readonly open: readonly OpenFinding[];
  private readonly tools: ProofTools;

  constructor(report: Pick<Report, 'artifacts'>, tools: ProofTools) {
    this.open = openFindings(report);
    this.tools = tools;
  }

  async prove(): Promise<FixPlan> {
    const before = await this.before();
    if (typeof before === 'string') return unprovenPlan((await this.plan()).edited, before);
    for (let round = 1; round < MAX_ROUNDS; round++) {
      const plan = await this.attempt(before, true);
      if (plan) return plan;
    }
    const last = await this.attempt(before, false);
    return last ?? unprovenPlan((await this.plan()).edited, 'the plan did not settle');
  }

  /** One plan and its tree. @param mayRevise whether the plan may be given up. @returns null when another plan is to be tried. */
  private async attempt(before: MatchedTree, mayRevise: boolean): Promise<FixPlan | null> {
    const { edited, updates } = await this.plan();
    const changes = [...edited.edits.map(({ wanted }) => wanted), ...updates];
    const resolved = await this.tools.resolve(edited, [...updates.map(({ name }) => name), ...this.moved]);
    if (resolved.state === 'unresolved') {
      return mayRevise && this.dropConflicting(resolved, changes)
        ? null
        : unprovenPlan(edited, resolved.reason);
    }
    const broken = await this.newlyBroken(resolved);
    if (mayRevise && this.dropForbidden(broken, changes)) return null;
    if (broken.length > 0) return unprovenPlan(edited, describePeer(broken));
    const proof = compareTrees(this.open, { before, after: resolved.tree }, resolved.bundled);
    if (mayRevise && this.improve(proof, changes)) return null;
    return { edited, updates, proof, reason: null, lockfile: resolved.lockfile, kept: resolved.kept };
  }

  private improve(proof: Proof, changes: readonly WantedChange[]): boolean {
    return (
      this.forceStubborn(proof, changes) ||
      this.moveStubborn(proof, changes) ||
      this.dropUseless(proof, changes)
    );
  }

  private async before(): Promise<MatchedTree | string> {
    if (this.tools.locked) return this.tools.locked;
    const resolved = await this.tools.resolve(null, []);
    return resolved.state === 'resolved' ? resolved.tree : resolved.reason;
  }

  private async plan(): Promise<Pick<FixPlan, 'edited' | 'updates'>> {
    const { wanted, allowed } = await this.tools.plan(this.forced);
    const isKept = ({ name }: WantedChange): boolean => !this.dropped.has(name);
    const edited = this.tools.edit({ wanted: wanted.filter(isKept), allowed: [] });
    const left = [...edited.left, ...this.leftAlone];
    return { edited: { ...edited, left }, updates: allowed.filter(isKept) };
  }

  private drop(change: WantedChange, why: string): boolean {
    if (this.dropped.has(change.name)) return false;
    this.dropped.set(change.name, why);
    // What a dependent may not bring is forced instead.
    if (change.brings.length > 0) for (const name of fixedNames(change)) this.forced.add(name);
    this.leftAlone.push({ wanted: change, why });
    return true;
  }

  private dropConflicting({ conflict, reason }: UnresolvedTree, changes: readonly WantedChange[]): boolean {
    return culpritsAmong(conflict, changes)
      .map((change) => this.drop(change, reason))
      .some(Boolean);
  }

  /** Peers that the changes break, and not those that are broken before. */
  private async newlyBroken({ brokenPeers }: ResolvedTree): Promise<readonly BrokenPeer[]> {
    if (brokenPeers.length === 0) return [];
    const now = await this.tools.resolve(null, []);
    const known = new Set(now.state === 'resolved' ? now.brokenPeers.map(peerKey) : []);
    return brokenPeers.filter((peer) => !known.has(peerKey(peer)));
  }

  private dropForbidden(broken: readonly BrokenPeer[], changes: readonly WantedChange[]): boolean {
    return broken
      .flatMap((peer) =>
        culpritsAmong([peer.name, peer.dependent.name], changes).map((change) =>
          this.drop(change, describePeer([peer])),
        ),
      )
      .some(Boolean);
  }

  /** Plans overrides where an upgrade of a dependent, or of the lockfile alone, leaves findings. */
  private forceStubborn({ remaining }: Proof, changes: readonly WantedChange[]): boolean {
    const size = this.forced.size;
    const names = new Set(remaining.map(({ open }) => open.name));
    const stubborn = changes
      .filter(({ brings, action }) => brings.length > 0 || action === 'override')
      .flatMap(fixedNames)
      .filter((name) => names.has(name));
    for (const name of stubborn) this.forced.add(name);
    return this.forced.size > size;
  }

  /** Lets locked versions give way that an override alone does not move. */
  private moveStubborn({ remaining }: Proof, changes: readonly WantedChange[]): boolean {
    const size = this.moved.size;
    const names = new Set(remaining.map(({ open }) => open.name));
    const overridden = changes.filter(({ isDirect, brings }) => isDirect !== true && brings.length === 0);
    for (const { name } of overridden) if (names.has(name)) this.moved.add(name);
    return this.moved.size > size;
  }

  /** A change that clears nothing in the tree is not made. */
  private dropUseless({ cleared, remaining }: Proof, changes: readonly WantedChange[]): boolean {
    return changes
      .filter((change) => claimsOf(change, cleared).length === 0)
      .map((change) => {
        const claims = claimsOf(
          change,
          remaining.map(({ open }) => open),
        );
        const still = remaining.find(({ open }) => claims.includes(open));
        return this.drop(change, still?.why ?? 'it clears nothing in the tree of this manifest');
      })
      .some(Boolean);
  }
}

function describePeer([peer]: readonly BrokenPeer[]): string {
  if (!peer) return '';
  const { dependent, name, range, version } = peer;
  return `${dependent.name} ${dependent.version} requires ${name} ${range} as a peer, which excludes ${version}`;
}

/** Plans the changes of a manifest, and reads off the package manager's own tree what they clear. */
export function proveChanges(report: Pick<Report, 'artifacts'>, tools: ProofTools): Promise<FixPlan> {
  return new Prover(report, tools).prove();
}
