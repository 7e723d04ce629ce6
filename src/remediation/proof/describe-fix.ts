import type { Edit, LeftAlone } from '../npm/edited-manifest.js';
import type { WantedChange } from '../npm/wanted-changes.js';
import type { Proof, TreeAdvisory } from './compare-trees.js';
import { byCost, costOf, type Cost } from './fix-costs.js';
import type { OpenFinding } from './matched-tree.js';
import { claimsOf, type FixPlan } from './prove-changes.js';

interface DescribedFinding {
  readonly name: string;
  readonly versions: readonly string[];
  readonly rule: string;
  readonly artifact: string;
}

interface DescribedChange {
  readonly cost: Cost;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string | null;
  /** File and keys of the changed value; null for a change of the lockfile alone. */
  readonly edit: {
    readonly file: string;
    readonly path: readonly string[];
    readonly before: string | null;
    readonly after: string;
  } | null;
  /** By the tree where the plan is proven, else by ranges. */
  readonly clears: number;
}

/** A plan as data: `stowaway fix --format json`. */
export interface DescribedFix {
  readonly manifest: string;
  readonly proven: boolean;
  /** Why it is not proven; null for a proven plan. */
  readonly reason: string | null;
  readonly changes: readonly DescribedChange[];
  readonly leftAlone: readonly { readonly name: string; readonly why: string }[];
  readonly cleared: readonly DescribedFinding[];
  readonly notCleared: readonly (DescribedFinding & { readonly why: string })[];
  readonly ofAnotherManifest: readonly DescribedFinding[];
  /** Null where the plan is not proven. */
  readonly tree: {
    readonly packages: number;
    readonly kept: readonly string[];
    readonly brought: readonly TreeAdvisory[];
    readonly advisories: readonly TreeAdvisory[];
  } | null;
}

function findingOf({ name, versions, artifact, finding: { rule } }: OpenFinding): DescribedFinding {
  return { name, versions, rule, artifact };
}

function clearsOf(wanted: WantedChange, proof: Proof | null): number {
  return proof ? claimsOf(wanted, proof.cleared).length : wanted.clears;
}

function changeOf(edit: Edit, manifest: string, proof: Proof | null): DescribedChange {
  const { wanted, path, before, after, file } = edit;
  const { name, from, to } = wanted;
  return {
    cost: costOf(edit),
    name,
    from,
    to,
    edit: { file: file ?? manifest, path, before, after },
    clears: clearsOf(wanted, proof),
  };
}

function leftOf({ wanted: { name }, why }: LeftAlone): DescribedFix['leftAlone'][number] {
  return { name, why };
}

function treeOf({ proof, kept }: FixPlan): DescribedFix['tree'] {
  if (!proof) return null;
  const { packages, brought, advisories } = proof;
  return { packages, kept, brought, advisories };
}

function updateOf(wanted: WantedChange, proof: Proof | null): DescribedChange {
  const { name, from, to } = wanted;
  return { cost: 'lockfile', name, from, to, edit: null, clears: clearsOf(wanted, proof) };
}

/** The plan for one manifest as plain data. */
export function describeFix(manifest: string, plan: FixPlan): DescribedFix {
  const { edited, updates, proof, reason } = plan;
  const edits = [...edited.edits].sort(byCost);
  const { cleared, remaining, foreign } = proof ?? { cleared: [], remaining: [], foreign: [] };
  return {
    manifest,
    proven: proof !== null,
    reason,
    changes: [
      ...updates.map((wanted) => updateOf(wanted, proof)),
      ...edits.map((edit) => changeOf(edit, manifest, proof)),
    ],
    leftAlone: edited.left.map(leftOf),
    cleared: cleared.map(findingOf),
    notCleared: remaining.map(({ open, why }) => ({ ...findingOf(open), why })),
    ofAnotherManifest: foreign.map(findingOf),
    tree: treeOf(plan),
  };
}
