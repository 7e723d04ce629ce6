export { describeFix } from './describe-fix.js';
export { proveChanges, unprovenPlan } from './prove-changes.js';
export { renderFix } from './render-fix.js';
