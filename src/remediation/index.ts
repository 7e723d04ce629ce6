import type * as Editing from './npm/index.js';

export type { EditedManifest, ManifestFacts } from './npm/edited-manifest.js';
export type { OverridesFile } from './npm/overrides-file.js';
export type { PublishedVersions } from './npm/dependency-resolver.js';
export type { RaisedDependents } from './npm/raise-dependents.js';
export { withChanges } from './plan/plan-changes.js';

/** Loads the editor of npm manifests, which a scan does not need: it plans changes and makes none. */
export function loadEditing(): Promise<typeof Editing> {
  return import('./npm/index.js');
}
