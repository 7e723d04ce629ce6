export { editManifest } from './edit-manifest.js';
export { requires } from './manifest-fields.js';
export { raiseDependents } from './raise-dependents.js';
export { wantedChanges } from './wanted-changes.js';
export { yamlEntries } from './workspace-yaml.js';
