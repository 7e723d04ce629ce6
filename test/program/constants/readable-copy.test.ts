import { expect, it } from 'vitest';
import { readableCopy } from '../../../src/program/index.js';

/** With a module that can do harm: only in such scripts, parts of names are added. */
function copyOf(code: string): string {
  return readableCopy(`require('fs');${code}`)?.text.slice("require('fs');".length) ?? code;
}

it.each<[what: string, code: string, shown: string]>([
  ['parts that are joined', "f(['se', 'cre', 'ts'].join(''));", 'f("secrets")'],
  ['parts that are added', "f('AWS_' + 'LAMBDA_' + 'API');", 'f("AWS_LAMBDA_API")'],
  ['a text that is turned around', "f('vne'.split('').reverse().join(''));", 'f("env")'],
  ['characters from codes', 'f(String.fromCharCode(101, 110, 118));', 'unescape("env")'],
  ['codes in a list', 'f(String.fromCharCode(...[101, 110, 118]));', 'unescape("env")'],
  ['a text that is spelled in codes', "f('\\x65\\x6e\\x76');", 'f("env")'],
  ['base64', "f(Buffer.from('LnNzaA==', 'base64').toString());", 'unescape(".ssh")'],
  ['base64 of browsers', "f(atob('LnNzaA=='));", 'unescape(".ssh")'],
  ['hex, in steps', "const b = Buffer.from('2e737368', 'hex'); f(b.toString('utf8'));", 'unescape(".ssh")'],
  [
    'XOR in a helper with a loop',
    "function x(t, k) { let o = ''; for (let i = 0; i < t.length; i++) o += String.fromCharCode(t.charCodeAt(i) ^ k); return o; } f(x('/rri', 1));",
    'unescape(".ssh")',
  ],
  [
    'XOR of bytes',
    'const d = (a) => Buffer.from(a.map((c) => c ^ 7)).toString(); f(d([41, 102, 112, 116, 40, 100, 104, 105, 97, 110, 96]));',
    'unescape(".aws/config',
  ],
  [
    'a shifted alphabet',
    "const r = (t) => t.replace(/[a-z]/g, (c) => String.fromCharCode(((c.charCodeAt(0) - 84) % 26) + 97)); f(r('raivebazrag'));",
    'unescape("environment")',
  ],
  [
    'names in a table',
    "const W = ['vne', 'ssecorp']; const n = (i) => W[i].split('').reverse().join(''); f(n(1));",
    'f("process")',
  ],
  [
    'letters of a table, by their numbers in a text',
    "const L = 'etaoinv'; const d = (t) => [...t.matchAll(/../g)].map(([n]) => L[parseInt(n, 36)]).join(''); f(d('000506'));",
    '"env"',
  ],
  [
    'a module whose name a helper makes of codes',
    'const q = (codes) => require(String.fromCharCode(...codes)); f(q([111, 115]).hostname());',
    'require("os")',
  ],
  [
    'modules, by another name of what loads them',
    "const load = require;\nf(load(['f', 's'].join('')));",
    'load("fs")',
  ],
  [
    'a global that a variable stands for',
    "const g = globalThis; const p = g['pro' + 'cess']; f(p['e' + 'nv']);",
    'f(p.env)',
  ],
  ['pairs in an object', "const P = { a: 'en', b: 'v' }; f([P.a, P.b].join(''));", 'f("env")'],
  ['a property that code sets later', "const P = {}; P.a = 'en'; f([P.a, 'v'].join(''));", 'f("env")'],
  ['names of members', "process[['e', 'n', 'v'].join('')];", 'process.env'],
  ['modules', "require(atob('ZnM='));", 'require("fs")'],
  [
    'a choice of two',
    "const s = win ? ['c', 'md'].join('') : ['', 'bin', 'sh'].join('/');",
    'win ? "cmd" : "/bin/sh"',
  ],
  [
    'each value of a loop',
    "for (const k of ['npm', 'pypi']) read('.' + k + 'rc');",
    'undefined?".npmrc":".pypirc"',
  ],
  [
    'each argument of a function',
    "const run = (k) => read('.' + k + 'rc'); run('npm'); run('pypi');",
    'undefined?".npmrc":".pypirc"',
  ],
  [
    'a path below a folder that is not known',
    "const at = (...p) => path.join(os.homedir(), ...p.map((x, i) => (i ? x : '.' + x))); f(at('aws', 'credentials'));",
    'undefined+"/.aws/credentials"',
  ],
  [
    'members of the global object',
    "const at = (o, ...k) => k.reduce((a, n) => Reflect.get(Object(a), n), o); f(at(globalThis, 'process', ['e', 'nv'].join('')));",
    'globalThis["process"]["env"]',
  ],
  ['letters of values of the language', 'f((![] + [])[+!![]] + ([] + {})[+!![]]);', 'f("ao")'],
  [
    'code in a text that a call evaluates',
    "eval(['re', 'quire(\"child_process\").exec(cmd)'].join(''));",
    '(async function(){require("child_process").exec(cmd)\n})()',
  ],
  [
    'code in an imported text',
    "import('data:text/javascript,' + encodeURIComponent('fetch(\"https://c.example.invalid\")'));",
    '(async function(){fetch("https://c.example.invalid")\n})()',
  ],
  [
    'a function that is made of texts',
    "[]['flat']['constructor']('a', ['return a', '(process.env, 1)'].join(''));",
    'Function(',
  ],
])('writes out %s', (_, code, shown) => {
  expect(copyOf(code)).toContain(shown);
});

const TABLE = `
function t() { const a = ['world', '2aa', 'hello ', '1bb', 'env']; t = function () { return a; }; return t(); }
function g(i) { i = i - 0x10; const a = t(); return a[i]; }
(function (table, end) {
  const a = table();
  while (!![]) {
    try {
      if (-parseInt(g(0x10)) + parseInt(g(0x12)) === end) break;
      else a['push'](a['shift']());
    } catch (e) { a['push'](a['shift']()); }
  }
})(t, -0x1);
const h = g;
f(process[h(0x13)], h(0x11) + h(0x14));`;

it('turns a table of texts as the script does', () => {
  expect(copyOf(TABLE)).toContain('f(process.env, "hello world")');
});

it.each<[what: string, code: string]>([
  ['what a caller gives', "exports.f = (a) => ['x', a].join('');"],
  ['a variable that gets a second value', "let a = 'en'; a = b; f(a + 'v');"],
  ['a list that grows', "const a = ['x', 'y']; a.push(b()); f(a.join(''));"],
  ['random numbers', 'f(String.fromCharCode(Math.random()));'],
  ['time', "f(['a', Date.now()].join(''));"],
])('leaves %s', (_, code) => {
  expect(copyOf(code)).toBe(code);
});

it('knows where a place of the copy is in the script', () => {
  const code = "const a = ['se', 'crets'].join('');\nfetch(a);";
  const copy = readableCopy(code);
  const at = copy?.text.indexOf('fetch') ?? 0;
  expect(copy?.offsetIn(at)).toBe(code.indexOf('fetch'));
  expect(copy?.offsetIn(copy.text.indexOf('"secrets"'))).toBe(code.indexOf('['));
});

it('reads of a large script only the pieces that few know', () => {
  const name = "require(['f', 's'].join(''));";
  const filler = 'function known(a) { return a + 1; }\n'.repeat(2_000);
  const code = `${name}\n${filler}${name}`;
  const piece = { start: code.length - name.length, end: code.length };
  const copy = readableCopy(code, undefined, () => [piece]);
  expect(copy?.text).toBe(`${name}\n${filler}require("fs");`);
  expect(readableCopy(code)).toBeNull();
});

it.each<[what: string, code: string]>([
  ['a loop without an end', "const f = () => { while (true) {} }; g(f() + ['a', 'b'].join(''));"],
  ['calls without an end', "function f(a) { return f(a + 'x'); } g(f('a') + 'b');"],
  ['a text that doubles', "let o = () => { let a = 'aa'; for (;;) a += a; }; g(o() + ['a', 'b'].join(''));"],
  [
    'a list that grows without an end',
    "const o = () => { const a = ['x']; for (;;) a.push('y'); }; g(['a', 'b'].join('') + o());",
  ],
  ['a value that needs itself', "const a = b + 'x', b = a + 'y'; g(a + 'z', ['a', 'b'].join(''));"],
  [
    'names of all objects',
    "const a = { ['__proto__']: 1, constructor: ['a', 'b'].join('') }; g(a.__proto__.polluted, a['constructor'].constructor);",
  ],
  [
    'a repeated text',
    "g('ab'.repeat(1e9) + 'c', 'a'.padEnd(1e9), new Array(1e9).join('x'), ['a', 'b'].join(''));",
  ],
])('comes to an end with %s', (_, code) => {
  expect(() => readableCopy(code)).not.toThrow();
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
