export { editManifest } from './edit-manifest.js';
export type { EditedManifest, ManifestFacts } from './edited-manifest.js';
export { asksFor } from './manifest-fields.js';
export type { OverridesFile } from './overrides-file.js';
export { raiseBearers, type PublishedVersions, type RaisedBearers } from './raise-bearers.js';
export { renderFix } from './render-fix.js';
export { wantedChanges } from './wanted-changes.js';
