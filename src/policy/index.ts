export { EXIT, exitCodeOf, FAIL_LEVELS, type FailLevel } from './exit-code.js';
export { incompleteReasons } from './completeness.js';
export { judgeFunction, summarise } from './judge.js';
