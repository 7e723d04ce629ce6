import { describe, expect, it } from 'vitest';
import { contentsOf } from '../esbuild-bundle.js';

/** Bundlers' layouts: the lines that matter as they write them, code in between. */
const ESBUILD = `var __commonJS = (cb) => cb;

// node_modules/a/index.js
var require_a = __commonJS({
  "node_modules/a/index.js"(exports, module) {
    // node_modules/not-me/a.js
    module.exports = "a";
  }
});

// node_modules/a/node_modules/b/index.js
var b = "b";

// (disabled):node_modules/gone/index.js
var require_gone = 0;

// src/handler.ts
exports.handler = () => require_a() + b;
/*! Bundled license information:

a/index.js:
  (*! a v1.2.3 *)
*/
`;

const WEBPACK = `/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ "./node_modules/a/index.js"
/*!*********************************!*\\
  !*** ./node_modules/a/index.js ***!
  \\*********************************/
(module) {

module.exports = "a";

/***/ },

/***/ "./node_modules/@s/b/index.js":
/***/ ((module) => {

module.exports = "b";

/***/ })

/******/ 	});
/******/ 	var __webpack_exports__ = {};
;// ./node_modules/c/index.mjs
const c = "c";

;// ./src/handler.js
exports.handler = () => c;
/******/ })()
;
`;

const NUMBERED = `/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ([
/* 0 */,
/* 1 */
/***/ ((module) => {
// node_modules/a/index.js
module.exports = "a";
/***/ })
/******/ 	]);
`;

describe.each<[bundler: string, text: string, folders: string[]]>([
  ['esbuild', ESBUILD, ['node_modules/a', 'node_modules/a/node_modules/b']],
  ['webpack', WEBPACK, ['node_modules/@s/b', 'node_modules/a', 'node_modules/c']],
  ['webpack with numbers for keys', NUMBERED, []],
])('%s', (_, text, folders) => {
  const contents = contentsOf({ 'out/index.js': text });

  it('names the modules’ packages', async () => {
    const ids = (await contents).packages.map(({ id }) => id.split('!')[1]);
    expect(ids).toEqual(folders);
  });
});

it('each range goes from its mark to the next one', async () => {
  const { packages } = await contentsOf({ 'out/index.js': ESBUILD });
  const range = [
    ESBUILD.indexOf('// node_modules/a/index'),
    ESBUILD.indexOf('// node_modules/a/node_modules'),
  ];
  expect(packages[0]?.locations[0]?.ranges).toEqual([range]);
});

it.each([
  ['esbuild', ESBUILD, 'exports.handler = () => require_a() + b;\n', '/*! Bundled'],
  ['webpack', WEBPACK, 'exports.handler = () => c;\n', '/******/ })()'],
])('the application’s own modules and the frame of %s are told apart', async (_, ...[text, own, after]) => {
  const { shares } = await contentsOf({ 'out/index.js': text });
  const start = text.lastIndexOf('// ', text.indexOf(own)) - (text === WEBPACK ? 1 : 0);
  expect(shares.firstParty).toBe(text.indexOf(after) - start);
});

it('what the comments name is no package when no registry could hold it', async () => {
  const text = ['// node_modules/.x/a.js', 'a', '// node_modules/a b/a.js', 'b', ''].join('\n');
  expect((await contentsOf({ 'out/index.js': text })).packages).toEqual([]);
});

it('is linear in lines, marks and slashes', async () => {
  const text = `${'// node_modules/a/index.js\n/***/ \n'.repeat(100_000)}${'/'.repeat(1_000_000)}\n`;
  const started = performance.now();
  await contentsOf({ 'out/index.js': text });
  expect(performance.now() - started).toBeLessThan(8000);
});
