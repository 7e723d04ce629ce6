import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { entryCode } from '../../../src/syntax/regions/entry-code.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';

/** Pieces of a text that are recognised, in their order. */
function entryOf(text: string): string[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  const ranges = entryCode(program, findModules(program)).map(({ start, end }) => text.slice(start, end));
  return [...new Set(ranges)].sort((a, b) => text.indexOf(a) - text.indexOf(b));
}

const HELPER = 'var w=(f,m)=>()=>(m||f((m={exports:{}}).exports,m),m.exports);';
const WEBPACK = `var r={};(()=>{n.d(r,{handler:()=>h});var t=n(12);async function h(){t()}})(),module.exports=r`;

test.each<[what: string, text: string, entry: string[]]>([
  [
    'an ES module',
    'function o(){}function h(e){o(e)}export{h as handler,o as other};',
    ['function h(e){o(e)}'],
  ],
  ['exported where it is declared', 'export const handler=x(),other=1;', ['handler=x()']],
  ['esbuild', 'var q={};X(q,{handler:()=>h});module.exports=Y(q);function h(){}', ['function h(){}']],
  ['Rollup', 'const h=async()=>{};exports.handler=h;', ['h=async()=>{}']],
  [
    'Rollup, minified',
    'var a=1;exports.handler=async function(){a}',
    ['exports.handler=async function(){a}'],
  ],
  ['an object', 'function h(){}module.exports={handler:h}', ['function h(){}']],
  ['another name', 'function h(){}var i=h;export{i as lambdaHandler}', ['function h(){}', 'i=h']],
  ['webpack', `(()=>{var e={1:(e,t)=>{t.handler=1}};${WEBPACK}})()`, ['async function h(){t()}']],
  [
    'webpack, names shortened',
    'var s={};(()=>{n.d(s,{R:()=>l});function l(){}})();var o=s.R;export{o as handler};function l(){1}',
    ['function l(){}', 'o=s.R'],
  ],
  [
    'a CommonJS module of webpack, put into a function',
    'var r={};(()=>{var e=r,t=n(1);f(t);e.handler=()=>t})(),module.exports=r',
    ['()=>{var e=r,t=n(1);f(t);e.handler=()=>t}'],
  ],
  [
    'a CommonJS module of webpack, asked for by its key',
    '(()=>{var m={12:(e,t)=>{t.handler=()=>1},13:(e,t)=>{t.handler=()=>2}};module.exports=n(12)})()',
    ['12:(e,t)=>{t.handler=()=>1}'],
  ],
  [
    'ES modules that webpack put together under a key',
    '(()=>{var m={12:(e,t,n)=>{n.d(t,{R:()=>h});function p(){}function h(){}}};var a=n(12).R;exports.handler=a})()',
    ['function h(){}', 'a=n(12).R'],
  ],
  [
    'a CommonJS module of esbuild',
    `${HELPER}var b=w(e=>{e.parse=1}),a=w(e=>{b();e.handler=()=>{}});module.exports=a();`,
    ['w(e=>{b();e.handler=()=>{}})'],
  ],
  [
    'a CommonJS module of ncc, that exports an object',
    '(()=>{var m={12:(e,t,n)=>{n(1);e.exports={handler:()=>1}}};var g=n(12);module.exports=g})()',
    ['12:(e,t,n)=>{n(1);e.exports={handler:()=>1}}'],
  ],
  [
    'a member of what a CommonJS module exports as a whole',
    `${HELPER}var a=w((e,t)=>{t.exports.handler=()=>{}});module.exports=a();`,
    ['w((e,t)=>{t.exports.handler=()=>{}})'],
  ],
  [
    'nothing of a package that was built by itself, under a key',
    '(()=>{var m={12:e=>{e.exports=class{}}};var g=n(12);module.exports=g})()',
    [],
  ],
  [
    'nothing of a handler that such a package hands to others',
    '(()=>{var m={12:e=>{e.exports=1;use({handler:h});function h(){}}};var g=n(12);module.exports=g})()',
    [],
  ],
  [
    'nothing of a package that was built by itself, in a function',
    `${HELPER}var a=w((e,t)=>{var o={};o.handler=1;t.exports=o});module.exports=a();`,
    [],
  ],
  ['nothing of what exports no handler', 'function h(){}export{h as parse};exports.x=h;module.exports=h', []],
  ['nothing of a member of another object', 'var y={};y.handler=()=>{};module.exports=x', []],
  ['nothing of what is passed on from another file', "export{handler}from'./a.js';", []],
])('%s', (_what, text, entry) => {
  expect(entryOf(text)).toEqual(entry);
});

test('an end is found where names go in circles', () => {
  expect(entryOf('var a=b,b=a;export{a as handler};var c=c;module.exports=c')).toEqual(['a=b', 'b=a']);
});

test('a text with many exports takes no longer', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `module.exports=x${at};exports.handler=x${at}`);
  expect(entryOf(many.join(';')).length).toBeLessThan(10);
});
