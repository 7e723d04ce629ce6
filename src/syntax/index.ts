export { parseScript } from './parse-script.js';
export { walkNodes } from './walk-nodes.js';
