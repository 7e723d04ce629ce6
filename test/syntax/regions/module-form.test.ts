import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/parse-script.js';
import { formOf, type ModuleForm } from '../../../src/syntax/regions/module-form.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';

/** The form of a module inside esbuild's minified wrapper. */
function formsIn(body: string): (ModuleForm | null)[] {
  const helper = 'var c=(f,m)=>()=>(m||f((m={exports:{}}).exports,m),m.exports);';
  const program = parseScript(`${helper}var x=c((e,t,n)=>{${body}});`);
  return program ? findModules(program).map(formOf) : [];
}

test.each([
  ['module.exports', 't.exports=f'],
  ['a member of exports', 'e.parse=f'],
  ['several at once', 'e.a=e.b=void 0'],
  ['in a sequence', '"use strict";f(),t.exports=f'],
  ['a member of what is exported', '(t.exports=f).sync=g'],
  ['that keeps a name', 'var f=t.exports=()=>1'],
])('assigns %s', (_case, body) => {
  expect(formsIn(body)).toEqual(['commonjs']);
});

test.each([
  ['nothing', 'f()'],
  ['what is no export', 'f.a=1'],
  ['within a function, where names may be others', 'function f(e){e.a=1}'],
  ['what is handed to another function', 'f.d(t,{a:()=>g})'],
  ['through what is computed', 'n[d](t,{a:()=>g})'],
])('assigns %s', (_case, body) => {
  expect(formsIn(body)).toEqual([null]);
});

test.each([
  ['names what is exported', 'n.d(t,{a:()=>f})'],
  ['says that it is one', '"use strict";n.r(t),f()'],
  ['lists what is exported', 'var r=n(1);n.d(t,["Q",0,()=>r])'],
])('%s through a helper, as webpack does for ECMAScript modules', (_case, body) => {
  expect(formsIn(body)).toEqual(['ecmascript']);
});

test('a module that Rollup wraps in a guard is CommonJS', () => {
  const guarded = 'var m={},r;function q(){if(r)return m;r=1;m.a=1;return m}q();';
  const program = parseScript(guarded);
  expect(program && findModules(program).map(formOf)).toEqual(['commonjs']);
});
