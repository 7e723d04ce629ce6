export { unifiedDiff } from '../unified-diff.js';
export { writePolicies } from './write-policies.js';
