export * from './byte-source.js';
export * from './file-tree.js';
export * from './limits.js';
export * from './origin.js';
