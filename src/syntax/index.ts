export { eachChild } from './node-kinds.js';
export { parseAndKeep, takeTree } from './kept-trees.js';
export { parseExpression, parseScript } from './parse-script.js';
export { walkNodes } from './walk-nodes.js';
export { findModules } from './regions/find-modules.js';
export { flatCode, type Cell } from './regions/flat-code.js';
export type { ModuleRegion } from './regions/module-region.js';
export { entryCode } from './regions/entry-code.js';
