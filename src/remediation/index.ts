import type * as Editing from './npm/index.js';
import type * as Proving from './proof/index.js';
import type * as PolicyEditing from './policies/index.js';

export type { EditedManifest, ManifestFacts } from './npm/edited-manifest.js';
export type { OverridesFile } from './npm/overrides-file.js';
export type { PublishedVersions } from './npm/dependency-resolver.js';
export type { RaisedDependents } from './npm/raise-dependents.js';
export type { MatchedTree } from './proof/matched-tree.js';
export type { FixPlan, ProofTools, ResolvedTree, UnresolvedTree } from './proof/prove-changes.js';
export { withChanges } from './plan/plan-changes.js';

export type { FunctionNeeds, WrittenPolicies } from './policies/write-policies.js';

/** Loads the editor of policies in templates. */
export function loadPolicyEditing(): Promise<typeof PolicyEditing> {
  return import('./policies/index.js');
}

/** Loads the editor of npm manifests, which a scan does not need: it plans changes and makes none. */
export function loadEditing(): Promise<typeof Editing> {
  return import('./npm/index.js');
}

/** Loads the proof of changes by the package manager's own tree, and the texts about it. */
export function loadProving(): Promise<typeof Proving> {
  return import('./proof/index.js');
}
