export { editManifest } from './edit-manifest.js';
export type { EditedManifest, ManifestFacts } from './edited-manifest.js';
export { asksFor } from './manifest-fields.js';
export type { OverridesFile } from './overrides-file.js';
export type { PublishedVersions } from './outlook.js';
export { raiseBearers, type RaisedBearers } from './raise-bearers.js';
export { renderFix } from './render-fix.js';
export { yamlEntries } from './workspace-yaml.js';
export { wantedChanges } from './wanted-changes.js';
