import type * as Editing from './edit/index.js';

export type { EditedManifest, ManifestFacts } from './edit/edited-manifest.js';
export type { OverridesFile } from './edit/overrides-file.js';
export type { PublishedVersions } from './edit/outlook.js';
export type { RaisedDependents } from './edit/raise-dependents.js';
export { withChanges } from './plan/plan-changes.js';

/** Loads the editor of manifests, which a scan does not need: it plans changes and makes none. */
export function loadEditing(): Promise<typeof Editing> {
  return import('./edit/index.js');
}
