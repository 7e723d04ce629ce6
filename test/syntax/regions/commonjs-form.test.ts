import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/parse-script.js';
import { exportsAsCommonJs } from '../../../src/syntax/regions/commonjs-form.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';

/** What esbuild writes around a CommonJS module, minified. */
function isCommonJs(body: string): boolean[] {
  const helper = 'var c=(f,m)=>()=>(m||f((m={exports:{}}).exports,m),m.exports);';
  const program = parseScript(`${helper}var x=c((e,t)=>{${body}});`);
  return program ? findModules(program).map(exportsAsCommonJs) : [];
}

test.each([
  ['module.exports', 't.exports=f'],
  ['a member of exports', 'e.parse=f'],
  ['several at once', 'e.a=e.b=void 0'],
  ['in a sequence', '"use strict";f(),t.exports=f'],
  ['a member of what is exported', '(t.exports=f).sync=g'],
  ['that keeps a name', 'var f=t.exports=()=>1'],
])('assigns %s', (_case, body) => {
  expect(isCommonJs(body)).toEqual([true]);
});

test.each([
  ['nothing', 'f()'],
  ['what is no export', 'f.a=1'],
  ['within a function, where names may be others', 'function f(e){e.a=1}'],
  ['through a helper, as webpack does for ECMAScript modules', 'n.d(t,{a:()=>f})'],
])('assigns %s', (_case, body) => {
  expect(isCommonJs(body)).toEqual([false]);
});

test('what Rollup guards is CommonJS', () => {
  const guarded = 'var m={},r;function q(){if(r)return m;r=1;m.a=1;return m}q();';
  const program = parseScript(guarded);
  expect(program && findModules(program).map(exportsAsCommonJs)).toEqual([true]);
});
