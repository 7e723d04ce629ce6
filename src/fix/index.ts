export { editManifest, type EditedManifest, type ManifestFacts } from './edit-manifest.js';
export { asksFor } from './manifest-fields.js';
export { raiseBearers, type PublishedVersions, type RaisedBearers } from './raise-bearers.js';
export { renderFix } from './render-fix.js';
export { wantedChanges } from './wanted-changes.js';
