export { editManifest, type EditedManifest, type ManifestFacts } from './edit-manifest.js';
export { renderFix } from './render-fix.js';
export { wantedChanges } from './wanted-changes.js';
