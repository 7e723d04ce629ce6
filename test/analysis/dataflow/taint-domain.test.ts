import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = "const cp = require('child_process'); const run = (text) => cp.execSync(text);\n";

async function isRun(code: string): Promise<boolean> {
  return (await rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS)).includes('flows/command');
}

test.each([
  ['a field', 'exports.handler = (e) => run(e.a)'],
  ['a destructured parameter', 'exports.handler = ({ a: { b = 1 } }) => run(b)'],
  ['the last part of a condition', 'exports.handler = (e) => run(e.a && e.b && e.c)'],
  ['the first part of an alternative', "exports.handler = (e) => run(e.a || 'x')"],
  ['a rest', 'exports.handler = ({ a, ...others }) => run(others.b)'],
  ['a spread object', 'exports.handler = (e) => { const o = { x: 1, ...e }; run(o.y); }'],
  ['Object.assign', 'exports.handler = (e) => { const o = Object.assign({}, { a: e.b }); run(o.a); }'],
  ['a template', 'exports.handler = (e) => run(`ls ${e.a}`)'],
  ['+=', "exports.handler = (e) => { let s = 'ls '; s += e.a; run(s); }"],
  ['concat', "exports.handler = (e) => run('ls '.concat(e.a))"],
  ['a list that is joined', "exports.handler = (e) => run(['ls', e.a].join(' '))"],
  ['a list that is filled', "exports.handler = (e) => { const l = []; l.push(e.a); run(l.join(' ')); }"],
  ['an object as JSON', 'exports.handler = (e) => run(JSON.stringify({ a: e.a }))'],
  ['JSON and a buffer', "exports.handler = (e) => run(JSON.parse(Buffer.from(e.a, 'base64').toString()).x)"],
  ['map', "exports.handler = (e) => run(e.list.map((x) => '-f ' + x).join(' '))"],
  ['a callback', 'exports.handler = (e) => e.list.forEach(({ a }) => run(a))'],
  ['a promise', 'exports.handler = (e) => Promise.resolve(e.a).then((x) => run(x))'],
  ['async iteration', 'exports.handler = async (e) => { for await (const x of e.list) run(x); }'],
  [
    'a class',
    'class A { constructor(a) { this.a = a; } go() { run(this.a); } } exports.handler = (e) => new A(e.a).go()',
  ],
  [
    'a method of an exported object',
    'module.exports = { default: { async fetch(request) { run(request.url); } } };',
  ],
  [
    'what a promise is resolved with',
    'exports.handler = (e) => Promise.resolve(e.a).then((x) => [x]).then((l) => run(l[0]))',
  ],
  [
    'a place with more values than are followed',
    `const t = { a: 'x' }; ${Array.from({ length: 500 }, (_, at) => `t.a = require('m${at}');`).join('')} exports.handler = (e) => { t.a = e.a; run(t.a); }`,
  ],
  ['a closure', 'const make = (a) => () => run(a); exports.handler = (e) => make(e.a)()'],
  ['a map', "exports.handler = (e) => { const m = new Map(); m.set('a', e.a); run(m.get('a')); }"],
  ['an address', "exports.handler = (e) => run(new URL(e.url).searchParams.get('q'))"],
  [
    'a function that is only called sanitize',
    'const sanitize = (x) => x.trim(); exports.handler = (e) => run(sanitize(e.a))',
  ],
  ['a check of something else', "exports.handler = (e) => { if (!['a'].includes(e.b)) return; run(e.a); }"],
  ['a pattern with room', 'exports.handler = (e) => { if (!/^a.*$/.test(e.a)) return; run(e.a); }'],
  [
    'a function that checks nothing',
    'const isOk = (x) => x.length < 9; exports.handler = (e) => { if (!isOk(e.a)) return; run(e.a); }',
  ],
  [
    'a function called verify',
    'const verify = (x) => true; exports.handler = (e) => { if (verify(e.a)) run(e.a); }',
  ],
  ['a list of the event', 'exports.handler = (e) => { if (e.list.includes(e.a)) run(e.a); }'],
  [
    'a check of another variable',
    "exports.handler = ({ a, list }) => { if (a === 'x') list.map((a) => run(a)); }",
  ],
  [
    'a check of a variable in a block',
    "exports.handler = (e) => { const a = 'x'; if (a === 'x') { const a = e.a; run(a); } }",
  ],
  [
    'a check before an assignment',
    "exports.handler = (e) => { let a = e.a; if (a === 'x') { a = e.b; run(a); } }",
  ],
  [
    'the third of three checks',
    'const yes = () => true; exports.handler = ({ a }) => { if (yes(a) && yes(a) && yes(a)) run(a); }',
  ],
  ['a class of characters from space to z', 'exports.handler = ({ a }) => /^[ -z]+$/.test(a) && run(a)'],
  ['a class of characters with a semicolon', 'exports.handler = ({ a }) => /^[a-z;]+$/.test(a) && run(a)'],
  ['a pattern of any space', 'exports.handler = ({ a }) => /^[a-z\\s]+$/.test(a) && run(a)'],
  ['a pattern of one line of several', 'exports.handler = ({ a }) => /^[a-z]+$/m.test(a) && run(a)'],
  ['two patterns', 'exports.handler = ({ a }) => /^[a-z]+$|;/.test(a) && run(a)'],
  ['a replacement that leaves spaces', "exports.handler = (e) => run(e.a.replace(/[^a-z ]/g, ''))"],
  ['filter(Boolean)', "exports.handler = (e) => run(e.list.filter(Boolean).join(' '))"],
  ['one of two characters replaced', "exports.handler = (e) => run(e.a.replace(/;/g, ''))"],
  ['only the first match replaced', "exports.handler = (e) => run(e.a.replace(/[^a-z]/, ''))"],
])('data reaches a shell through %s', async (_what, code) => {
  expect(await isRun(code)).toBe(true);
});

test.each([
  ['the first part of a condition', "exports.handler = (e) => run(e.a && 'x')"],
  [
    'parts of a condition',
    "const T = new Map([['a', 'x']]); exports.handler = (e) => run(e && e.a && T.get(e.a))",
  ],
  ['a number', 'exports.handler = (e) => run(`seq ${Number(e.a)}`)'],
  [
    'a number that a promise makes of it',
    'exports.handler = (e) => Promise.resolve(e.a).then((x) => Number(x)).then(run)',
  ],
  ['its length', 'exports.handler = (e) => run(`seq ${e.a.length}`)'],
  [
    'the number of elements that hold it',
    'exports.handler = (e) => { const all = []; all.push(e.a); run(`seq ${all.length}`); }',
  ],
  [
    'the size of a set that holds it',
    'exports.handler = (e) => { const all = new Set(); all.add(e.a); run(`seq ${all.size}`); }',
  ],
  [
    'a digest',
    "exports.handler = (e) => run('x' + require('crypto').createHash('md5').update(e.a).digest('hex'))",
  ],
  ['a table', "const T = { a: 'ls' }; exports.handler = (e) => run(T[e.a])"],
  ['a Map of the code', "const T = new Map([['a', 'ls']]); exports.handler = (e) => run(T.get(e.a) || 'w')"],
  [
    'a list that it is in',
    "exports.handler = (e) => { const { a } = e; if (!['x'].includes(a)) throw Error(); run(a); }",
  ],
  ['a Set that it is in', "const S = new Set(['x']); exports.handler = ({ a }) => (S.has(a) ? run(a) : 1)"],
  [
    'a default otherwise',
    "exports.handler = (e) => { let a = e.a; if (!['x'].includes(a)) { a = 'x'; } run(a); }",
  ],
  ['a strict pattern', 'exports.handler = ({ a }) => /^[a-z0-9]+$/.test(a) && run(a)'],
  [
    'a pattern of a time',
    'exports.handler = ({ a }) => /^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$/.test(a) && run(a)',
  ],
  [
    'the last of three functions that check',
    "const no = () => true; const ok = (x) => x === 'a'; exports.handler = ({ a }) => { if (no(a) && ok(a)) run(a); }",
  ],
  [
    'an assignment of what it was',
    'exports.handler = ({ a }) => { if (!/^[a-z]+$/.test(a)) return; a = a.trim(); run(a); }',
  ],
  [
    'a check, where an inner variable has its name',
    "exports.handler = ({ a, l }) => { if (a !== 'x') return; l.map((a) => a); run(a); }",
  ],
  ['a comparison', "exports.handler = ({ a }) => { if (a === 'ls') run(a); }"],
  ['its type', "exports.handler = ({ a }) => { if (typeof a !== 'number') return; run('seq ' + a); }"],
  [
    'a function that checks',
    "const isOk = (x) => { if (!x) return false; return ['x'].includes(x); }; exports.handler = ({ a }) => { if (!isOk(a)) return; run(a); }",
  ],
  [
    'a filter that checks',
    "const isOk = (x) => ['x'].includes(x); exports.handler = (e) => run(e.list.filter(isOk).join(' '))",
  ],
  ['all other characters removed', "exports.handler = (e) => run('ls ' + e.a.replace(/[^a-z0-9_-]/gi, ''))"],
  [
    'a verified message',
    "const c = require('crypto'); exports.handler = (e) => { if (!c.timingSafeEqual(e.mac, mac(e))) throw Error(); run(e.a); }",
  ],
  [
    'an answer of a server',
    "exports.handler = async (e) => { const r = await require('axios').get('https://a.invalid/' + e.a); run(r.data.x); }",
  ],
  ['code that no event reaches', 'const other = (a) => run(a); exports.handler = (e) => 1'],
])('data reaches no shell after %s', async (_what, code) => {
  expect(await isRun(code)).toBe(false);
});

const NEST = `
var __decorate = (list, target, key) => { let r = target; for (const d of list) r = d(target, key) || r; return r; };
var __param = (index, decorator) => (target, key) => decorator(target, key, index);
var __metadata = (key, value) => () => {};
const { Get, Query, Controller, Injectable, ParseIntPipe } = require('@nestjs/common');
let Files = class Files { list(name) { return run('ls ' + name); } };
Files = __decorate([Injectable()], Files);
let Api = class Api { constructor(files) { this.files = files; } find(name, count) { return this.files.list(PART); } };
__decorate([Get(), __param(0, Query('name')), __param(1, Query('count', ParseIntPipe))], Api.prototype, 'find', null);
Api = __decorate([Controller(), __metadata('design:paramtypes', [Files])], Api);
`;

test.each([
  ['name', true],
  ['count', false],
])('a controller of NestJS gets a part of a request: %s', async (part, is) => {
  expect(await isRun(NEST.replace('PART', part))).toBe(is);
});

test.each([
  ["'/data/'", false],
  ["'/data'", true],
  ['ROOT', true],
  ['FOLDER', false],
  ['ROOT + path.sep', false],
  ['`${ROOT}/`', false],
])('a path that begins with %s may lie elsewhere: %s', async (prefix, is) => {
  const code = `const path = require('path'); const fs = require('fs'); const ROOT = '/data'; const FOLDER = '/data/';
    exports.handler = (e) => { const p = path.resolve(ROOT, e.a); if (!p.startsWith(${prefix})) return; return fs.readFileSync(p); };`;
  expect((await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).includes('flows/path')).toBe(is);
});

test.each([
  ['a constant first', "exports.handler = (e) => { if ('x' !== e.a) return; run(e.a); }"],
  [
    'a value that is set behind ||',
    "exports.handler = (e) => { let a = e.a; ['x'].includes(a) || (log(), a = 'x'); run(a); }",
  ],
  [
    'a value that is set behind &&',
    "exports.handler = (e) => { let a = e.a; !['x'].includes(a) && (a = 'x'); run(a); }",
  ],
])('minified code checks it: %s', async (_what, code) => {
  expect(await isRun(code)).toBe(false);
});

test.each([
  ['!0', true],
  ['!1', false],
])('an option in minified code: %s', async (value, is) => {
  expect(await isRun(`exports.handler = (e) => cp.spawn('ls', [e.a], { shell: ${value} })`)).toBe(is);
});
