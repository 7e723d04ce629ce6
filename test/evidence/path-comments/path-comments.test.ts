import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';

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

const ROLLDOWN = `//#region node_modules/.pnpm/a@1.2.3/node_modules/a/index.js
var require_a = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = "a";
}));

//#endregion
//#region src/handler.ts
const handler = () => require_a();

//#endregion
export { handler };
`;

it('regions of Rolldown are read', async () => {
  const { packages, shares } = await contentsOf({ 'out/index.js': ROLLDOWN });
  expect(packages.map(({ purl }) => purl)).toEqual(['pkg:npm/a@1.2.3']);
  expect(shares.bundled).toBe(ROLLDOWN.indexOf('//#region src'));
});

/** Minified, with the paths of modules for names. */
const WEBPACK_KEYS =
  '(()=>{var e={"./node_modules/.pnpm/a@1.2.3/node_modules/a/index.js":(e,t,n)=>{e.exports="a"},"./src/own.js":e=>{e.exports="own"},' +
  '"./node_modules/@s/b/x.mjs":function(e,t){t.b=1}},t={};function n(r){return e[r]}n("./src/own.js")})();';
const ESBUILD_KEYS =
  'var a=__commonJS({"node_modules/a/index.js"(e,t){t.exports="a"}}),b=__commonJS({"node_modules/b/b.js"(e){e.b=1}});b();';

it.each([
  ['webpack', WEBPACK_KEYS, ['pkg:npm/%40s/b', 'pkg:npm/a@1.2.3']],
  ['esbuild', ESBUILD_KEYS, ['pkg:npm/a', 'pkg:npm/b']],
])('paths that %s left in minified code are read', async (_case, text, purls) => {
  const { packages } = await contentsOf({ 'out/index.js': text });
  expect(packages.map(({ purl }) => purl).sort()).toEqual(purls);
});

it('a named module ends where its function does', async () => {
  const { packages, shares } = await contentsOf({ 'out/index.js': WEBPACK_KEYS });
  const at = (part: string) => WEBPACK_KEYS.indexOf(part);
  expect(packages.map(({ locations }) => locations[0]?.ranges)).toEqual([
    [[at('"./node_modules/.pnpm'), at(',"./src/own')]],
    [[at('"./node_modules/@s'), at('},t={};')]],
  ]);
  expect(shares.firstParty).toBe(at(',"./node_modules/@s') - at('"./src/own'));
});

it.each([
  ['webpack', WEBPACK_KEYS],
  ['esbuild', ESBUILD_KEYS],
])('of a text that is too long for one tree, modules of %s are parsed one by one', async (_case, text) => {
  const rangesIn = async (code: string) => {
    const { packages, shares } = await contentsOf({ 'out/index.js': code });
    return [packages.map(({ locations }) => locations), shares.bundled, shares.firstParty];
  };
  expect(await rangesIn(`${text}//${' '.repeat(12 * 1024 * 1024)}`)).toEqual(await rangesIn(text));
});

it('in such a text, code outside of modules has no claim', async () => {
  const text = `x={"node_modules/a/index.js":(e)=>{e.a=1},"node_modules/b/b.js":(e)=>{e.b=1]},"node_modules/c/c.js":(e)=>{}}`;
  const { packages } = await contentsOf({ 'out/index.js': `${text}//${' '.repeat(12 * 1024 * 1024)}` });
  expect(packages.map(({ name, bytes }) => [name, bytes > 0])).toEqual([
    ['a', true],
    ['b', false],
    ['c', true],
  ]);
});

it('paths in data name no modules', async () => {
  const text =
    'module.exports={"node_modules/a/index.js":"sha1","./node_modules/b.js":[1],c:"node_modules/d.js"};';
  expect((await contentsOf({ 'out/index.js': text })).packages).toEqual([]);
});

it('recognises esbuild although a package contains marks of webpack', async () => {
  const text = `${ESBUILD}\n/***/ "./node_modules/z/index.js":\n`;
  const { packages } = await contentsOf({ 'out/index.js': text });
  expect(packages.map(({ name }) => name)).toEqual(['a', 'b']);
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
])('distinguishes the application’s own modules from the frame of %s', async (_, ...[text, own, after]) => {
  const { shares } = await contentsOf({ 'out/index.js': text });
  const start = text.lastIndexOf('// ', text.indexOf(own)) - (text === WEBPACK ? 1 : 0);
  expect(shares.firstParty).toBe(text.indexOf(after) - start);
});

it('a comment names no package that no registry could hold', async () => {
  const text = ['// node_modules/.x/a.js', 'a', '// node_modules/a b/a.js', 'b', ''].join('\n');
  expect((await contentsOf({ 'out/index.js': text })).packages).toEqual([]);
});
