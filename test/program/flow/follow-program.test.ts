import { expect, it, test } from 'vitest';
import { ObjectToken } from '../../../src/program/flow/value.js';
import { runProgram as run } from '../../support/run-program.js';

/** Code that runs has texts that begin with `yes`, other code has texts that begin with `no`. */
const CODE: readonly (readonly [what: string, code: string])[] = [
  ['the handler', "exports.handler = () => 'yes'; exports.other = () => 'no'"],
  [
    'functions that are called',
    "function a() { 'yes a' } function b() { 'no b' } exports.handler = () => a()",
  ],
  ['a method that is called', "class A { a() { 'yes' } b() { 'no' } } exports.handler = () => new A().a()"],
  [
    'a method of the class that is made',
    "class A { a() { 'yes' } } class B { a() { 'no' } } const b = () => new B(); exports.handler = () => new A().a()",
  ],
  [
    'a method of a base',
    "class A { a() { 'yes' } } class B extends A { constructor() { super(); 'yes c' } } exports.handler = () => new B().a()",
  ],
  [
    'a base that is called by super',
    "class A { a() { 'yes a' } } class B extends A { a() { super.a(); 'yes b' } } exports.handler = () => new B().a()",
  ],
  [
    'fields and getters',
    "class A { f = () => 'yes f'; g = () => 'no'; get h() { return 'yes h' } } exports.handler = () => new A().f() + new A().h",
  ],
  [
    'prototypes',
    "function A() { 'yes c' } A.prototype.a = function () { 'yes a' }; A.prototype.b = function () { 'no' }; exports.handler = () => new A().a()",
  ],
  [
    'inheritance of before 2015',
    "function ext(d, b) { for (var p in b) if (b.hasOwnProperty(p)) d[p] = b[p]; function __() { this.constructor = d; } d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __()); } function A() {} A.prototype.a = function () { 'yes' }; function B() {} ext(B, A); exports.handler = () => new B().a()",
  ],
  [
    'properties that descriptors copy',
    "function mix(to, from) { Object.getOwnPropertyNames(from).forEach(function (name) { var d = Object.getOwnPropertyDescriptor(from, name); Object.defineProperty(to, name, d) }); } const a = {}; mix(a, { a: () => 'yes' }); exports.handler = () => a.a()",
  ],
  [
    'what older compilers make of a class',
    "var has = {}.hasOwnProperty, ext = function (c, p) { for (var k in p) { if (has.call(p, k)) c[k] = p[k]; } function ctor() { this.constructor = c; } ctor.prototype = p.prototype; c.prototype = new ctor(); c.__super__ = p.prototype; return c; }; function A() {} A.prototype.a = function () { 'yes' }; A.prototype.b = function () { 'no' }; function B() {} ext(B, A); exports.handler = () => new B().a()",
  ],
  [
    'the same where a minifier put it',
    "var has = {}.hasOwnProperty; function A() {} A.prototype.a = function () { 'yes' }; A.prototype.b = function () { 'no' }; function B() {} (function (c, p) { for (var k in p) has.call(p, k) && (c[k] = p[k]); function t() { this.constructor = c } t.prototype = p.prototype, c.prototype = new t, c.__super__ = p.prototype })(B, A); exports.handler = (e) => [new B().a(), e.b()]",
  ],
  ['callbacks', "const t = [() => 'yes']; exports.handler = () => t.map((f) => f()).filter(() => 'yes cb')"],
  [
    'functions in a map',
    "const m = new Map([['a', () => 'yes a']]); m.set('b', () => 'yes b'); exports.handler = (e) => m.get(e)()",
  ],
  [
    'a table with a computed name',
    "const t = { a() { 'yes a' }, b: () => 'yes b' }; exports.handler = (e) => t[e.name]()",
  ],
  [
    'promises',
    "const p = async () => () => 'yes'; exports.handler = () => p().then((f) => f()).catch(() => 'yes c')",
  ],
  [
    'functions that outside code gets',
    "const x = require('express')(); x.get('/', () => 'yes'); exports.handler = x",
  ],
  [
    'bound and applied functions',
    "function f() { 'yes f' } function g() { 'yes g' } exports.handler = () => { f.bind(null)(); g.apply(null, []) }",
  ],
  [
    'generators of compilers',
    "class A { a() { return run(this, function* () { this.b() }) } b() { 'yes' } } const run = (t, g) => g.apply(t, []); exports.handler = () => new A().a()",
  ],
  [
    'destructured names',
    "const { a, b: [c] } = { a: () => 'yes a', b: [() => 'yes c'], d: () => 'no' }; exports.handler = () => a() + c()",
  ],
  ['spread objects', "const o = { ...{ a: () => 'yes' }, b: () => 'no' }; exports.handler = () => o.a()"],
  [
    'properties that are defined',
    "const o = {}; Object.defineProperty(o, 'a', { get: () => 'yes' }); Object.defineProperty(o, 'b', { value: () => 'no' }); exports.handler = () => o.a",
  ],
  [
    'a method of an object that is not known',
    "class A { run() { 'yes' } idle() { 'no' } } const box = require('box'); box.add(new A()); exports.handler = () => box.get('a').run()",
  ],
  [
    'code in loops, branches and labels',
    "exports.handler = (e) => { a: for (const x of [1]) { try { switch (e) { case 1: 'yes a' } } catch ({ m }) { 'yes b' } finally { 'yes c' } } while (0) 'yes d' }",
  ],
  ['a function that calls itself', "const f = (n) => n ? f(n - 1) : 'yes'; exports.handler = () => f(3)"],
  ['a default value', "exports.handler = (e, { f = () => 'yes' } = {}) => f()"],
  [
    'functions that are given to what is sometimes not set',
    "exports.a = exports.b = void 0; exports.b = (f) => 0; let c = null; c = (f) => f(); exports.handler = () => { exports.b(() => 'no'); c(() => 'yes') }",
  ],
  [
    'functions that are given to what is never set',
    "exports.a = void 0; exports.handler = () => exports.a(() => 'yes')",
  ],
  [
    'each call by which a name is given to a value',
    "const t = {}; const x = (i, v) => (t[i] = v); const y = (p) => (i, v) => (t[i] = p ? p(i, v) : v); const z = y(y()); x('a', () => 'yes a'); x('b', () => 'no'); z('c', () => 'yes c'); z('d', () => 'no'); exports.handler = () => t.a() + t.c()",
  ],
  [
    'each call by which a property is defined',
    "const o = {}; function g(n, get) { Object.defineProperty(o, n, { get }) } g('a', () => 'yes'); g('b', () => 'no'); exports.handler = () => o.a",
  ],
  [
    'each call by which a property is read',
    "const t = { a: () => 'yes', b: () => 'no' }; const get = function (n) { return t[n] }; exports.handler = () => get('a')()",
  ],
  [
    'calls with names of functions that call each other without end',
    "const t = {}; function a(n, f) { t[n] = f; b(n, f) } function b(n, f) { t[n + n] = f; a(n, f) } a('c', () => 'yes'); exports.handler = () => t.c()",
  ],
  [
    'a static block and statics',
    "class A { static { 'yes a' } static b() { 'yes b' } static c() { 'no' } } exports.handler = () => A.b()",
  ],
];

it.each(CODE)('follows %s', async (_what, code) => {
  const { ran } = await run({ 'index.js': code });
  const texts = [...code.matchAll(/'(yes[^']*)'/g)]
    .map(([, text = '']) => text)
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
  expect(ran).toEqual([...new Set(texts)]);
});

/** Bundlers' ways to hold modules. */
const BUNDLES: readonly (readonly [what: string, code: string])[] = [
  [
    'esbuild',
    "var c = (e, t) => () => (t || e((t = { exports: {} }).exports, t), t.exports); var d = Object.defineProperty, x = (e, t) => { for (var r in t) d(e, r, { get: t[r], enumerable: !0 }) }; var a = c((e) => { e.a = () => 'yes a'; e.b = () => 'no' }); var b = c((e, t) => { 'no' }); var m = {}; x(m, { handler: () => h, other: () => o }); module.exports = m; var q = a(); var h = () => q.a(), o = () => 'no'",
  ],
  [
    'esbuild, lazy',
    "var l = (e, t) => () => (e && (t = e(e = 0)), t); var f, g; var i = l(() => { f = () => 'yes'; }), j = l(() => { g = 'no' }); exports.handler = () => { i(); return f() }",
  ],
  [
    'names that are kept',
    "var n = (t, value) => Object.defineProperty(t, 'name', { value, configurable: !0 }); const a = n(() => 'yes', 'a'), b = n(() => 'no', 'b'); exports.handler = n(() => a(), 'handler')",
  ],
  [
    'webpack',
    "var m = { 1: (e, t, r) => { r.d(t, { a: () => a, b: () => b }); const a = () => 'yes', b = () => 'no' }, 2: () => { 'no' } }; var c = {}; function r(i) { var k = c[i]; if (k !== undefined) return k.exports; var o = c[i] = { exports: {} }; m[i](o, o.exports, r); return o.exports } r.d = (e, t) => { for (var k in t) Object.defineProperty(e, k, { enumerable: !0, get: t[k] }) }; var q = r(1); exports.handler = () => (0, q.a)()",
  ],
  [
    'webpack that keeps its modules for code that asks for them',
    "var m = { 1: (e, t, r) => { var q = r(2); t.b = () => q.a() }, 2: (e, t) => { t.a = () => 'yes'; t.c = () => 'no' } }; var c = {}; function r(i) { var o = c[i] = { exports: {} }; m[i](o, o.exports, r); return o.exports } r.c = c; let q = r(r.s = 1); exports.handler = () => q.b()",
  ],
  [
    'webpack since 5.110',
    "var m = { 1: (e, t, r) => { r.d(t, ['a', 0, () => 'yes', 'b', () => b]); const b = () => 'no' } }; var c = {}; function r(i) { var o = c[i] = { exports: {} }; return m[i](o, o.exports, r), o.exports } r.d = (e, t) => { if (Array.isArray(t)) for (var s = 0; s < t.length;) { var n = t[s++], g = t[s++]; Object.defineProperty(e, n, g ? { enumerable: !0, get: g } : { enumerable: !0, value: t[s++] }) } }; exports.handler = () => r(1).a()",
  ],
  [
    'rollup',
    "var f = {}, h; function q() { if (h) return f; h = 1; (function (e) { Object.defineProperty(e, '__esModule', { value: true }); e.a = () => 'yes'; e.b = () => 'no' })(f); return f } exports.handler = () => q().a()",
  ],
  [
    'templates for texts',
    "var t = (e, i) => { let r = {}; for (var n in e) Object.defineProperty(r, n, { get: e[n], enumerable: !0 }); return r }; var n = t({ a: () => a, b: () => b }); const a = () => 'yes', b = () => 'no'; exports[`handler`] = () => n[`a`]()",
  ],
];

it.each(BUNDLES)('follows modules of bundles: %s', async (_what, code) => {
  const { ran } = await run({ 'index.js': code });
  const texts = [...code.matchAll(/'(yes[^']*)'/g)]
    .map(([, text = '']) => text)
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
  expect(ran).toEqual(texts);
});

test('loads modules of files, by import and by require', async () => {
  const { ran } = await run({
    'index.mjs':
      "import d, { a as b } from './a.mjs'; export * from './c.mjs'; import * as e from './e.cjs'; b(); d(); e.f()",
    'a.mjs': "export const a = () => 'yes a'; export default () => 'yes d'; export const n = () => 'no'",
    'c.mjs': "export const handler = () => import('./g.mjs').then((m) => m.h())",
    'e.cjs': "exports.f = () => 'yes f'; exports.g = () => 'no'",
    'g.mjs': "export function h() { 'yes h' }",
    'n.mjs': "'no'",
  });
  expect(ran).toEqual(['yes a', 'yes d', 'yes f', 'yes h']);
});

test('modules of a bundle that are in other files are part of it', async () => {
  const { ran } = await run({
    'index.js':
      'var m = {}, c = {}; function r(i) { var o = c[i] = { exports: {} }; m[i](o, o.exports, r); return o.exports } exports.handler = () => r.e(5).then(r.bind(r, 7)).then((x) => x.a()); r.e = () => Promise.resolve()',
    '5.index.js': "exports.modules = { 7: (e, t) => { t.a = () => 'yes'; t.b = () => 'no' } }",
  });
  expect(ran).toEqual(['yes']);
});

test('an object is made once for each place in the code', async () => {
  const { program } = await run({ 'index.js': 'module.exports = { handler: () => 1 }' });
  const exported = [...(program.flow.valuesOf.get('index.js')?.tokens ?? [])].find(
    (token) => token instanceof ObjectToken && token.form === 'literal',
  );
  expect(exported).toBeInstanceOf(ObjectToken);
});

test('says that the steps were spent', async () => {
  const { isDone } = await run(
    { 'index.js': `exports.handler = () => [${'f(), '.repeat(10_000)}]` },
    () => true,
  );
  expect(isDone).toBe(false);
});

test('long chains of calls do not nest', async () => {
  const { isDone } = await run({ 'index.js': `exports.handler = () => a${'.b()'.repeat(5_000)}` });
  expect(isDone).toBe(true);
});
