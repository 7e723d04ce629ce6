export { isPlain, managerOf, overrideKey } from './change-command.js';
export { withChanges } from './plan-changes.js';
