export { describeAffected } from './describe-affected.js';
export { matchPackages } from './match.js';
export { openAdvisories, STARTER_FOLDER, type AdvisoryStore, type StoreOptions } from './store.js';
