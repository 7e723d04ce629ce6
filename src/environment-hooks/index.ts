export { environmentHooksOf, vendorOfHook } from './environment-hooks-of.js';
export { judgeEnvironmentHook } from './judge-environment-hook.js';
