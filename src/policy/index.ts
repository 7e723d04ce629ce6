export { EXIT, exitCodeOf } from './exit-code.js';
export { incompleteReasons } from './completeness.js';
export { judgeFunction, summarise } from './judge.js';
