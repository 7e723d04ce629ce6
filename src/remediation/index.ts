export { withChanges } from './plan-changes.js';
