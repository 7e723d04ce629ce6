export { isPlain, isStepBack, managerOf, overrideKey } from './change-command.js';
export { withChanges } from './plan-changes.js';
