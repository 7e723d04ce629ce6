import { expect, it } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';
import { moduleCalls } from '../../../src/syntax/regions/module-calls.js';

/** Each call with the text of the module that it runs. */
function callsIn(text: string): (readonly [string, string])[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  return moduleCalls(program, findModules(program)).map(({ at, to }) => [
    text.slice(at, at + 5).trim(),
    text.slice(to.start, to.end),
  ]);
}

const HELPER = 'var c=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);';

it.each<[string, string, (readonly [string, string])[]]>([
  [
    'esbuild, from a module',
    `${HELPER}var a=c((e)=>{e.x=1}),b=c((e,t)=>{t.exports=a ()});`,
    [['a ()})', 'c((e)=>{e.x=1})']],
  ],
  [
    'esbuild, from hoisted code',
    `${HELPER}var a=c((e)=>{e.x=1});var z=a () .x;`,
    [['a ()', 'c((e)=>{e.x=1})']],
  ],
  ['another variable of the name', `${HELPER}var a=c((e)=>{e.x=1}),b=c((e,t)=>{let a=e;t.exports=a()});`, []],
  [
    'a function that may have a variable of the name',
    `${HELPER}var a=c((e)=>{e.x=1});function f(a){a()}`,
    [],
  ],
  ['webpack', 'var m={12:(e,t,n)=>{n(3)},3:(e)=>{e.exports=1}};f(3)', [['n(3)}', '3:(e)=>{e.exports=1}']]],
  ['a call of another function with a key', 'var m={12:(e,t,n)=>{o(3)},3:(e)=>{e.exports=1}}', []],
  [
    'Rollup',
    'var w={},V;function r(){if(V)return w;V=1;w.x=1;return w}var U,u={};function s(){if(U)return u;U=1;u=r ();return u}',
    [['r ();', 'function r(){if(V)return w;V=1;w.x=1;return w}']],
  ],
])('%s', (_bundler, text, expected) => {
  expect(callsIn(text).map(([at, to]) => [at.slice(0, 4), to])).toEqual(
    expected.map(([at, to]) => [at.slice(0, 4), to]),
  );
});

it('a name that two modules have means neither', () => {
  const twice = `${HELPER}var a=c((e)=>{e.x=1});{var a=c((e)=>{e.y=1})}var z=a();`;
  expect(callsIn(twice)).toEqual([]);
});
