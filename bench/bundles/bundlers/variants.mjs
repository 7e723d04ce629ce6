// What every bundler is asked for.

/**
 * - `plain` CommonJS as the bundler prints it
 * - `minified` with the comments that its minifier keeps by default
 * - `nocomments` minified, no comment kept
 * - `esm` minified, an ES module, comments not kept
 * - `lowered` minified for ES2016: classes' fields, async functions, spreads rewritten
 * - `shaken` minified, packages taken by their `module` field and `import` condition, so that as much as can be is left out
 * @typedef {'plain' | 'minified' | 'nocomments' | 'esm' | 'lowered' | 'shaken'} Variant
 */
export const VARIANTS = ['plain', 'minified', 'nocomments', 'esm', 'lowered', 'shaken'];

/** @param {Variant} variant */
export const traitsOf = (variant) => ({
  minify: variant !== 'plain',
  comments: variant === 'plain' || variant === 'minified',
  format: variant === 'esm' ? 'esm' : 'cjs',
  target: variant === 'lowered' ? 'es2016' : 'es2022',
  mainFields: variant === 'shaken' || variant === 'esm' ? ['module', 'main'] : ['main', 'module'],
});

/** Name of the file that a function's handler lies in. */
export const outputName = (variant) => (variant === 'esm' ? 'index.mjs' : 'index.js');
