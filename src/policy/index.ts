export { EXIT, exitCodeOf } from './exit-code.js';
export { incompleteReasons } from './completeness.js';
export { judgeFunction, summarise } from './judge.js';
export type { Baseline } from './baseline.js';
export { gateOf } from './gate-of.js';
export { openJudge, type Grounds, type Judge } from './open-judge.js';
export { purlParts } from './package-pattern.js';
export * from './policy.js';
export * from './vex-statement.js';
