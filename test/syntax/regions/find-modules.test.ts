import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';
import { PROJECT } from '../../support/project-files.js';

function modulesIn(text: string): string[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  return findModules(program).map(({ start, end }) => text.slice(start, end));
}

const LONG = `x.y("${'long '.repeat(500)}")`;

describe('modules of', () => {
  test.each<[string, string, string[]]>([
    [
      'webpack',
      '(()=>{var e={12:(e,t,n)=>{n(3)},7:function(e){e.exports=1}};})()',
      ['12:(e,t,n)=>{n(3)}', '7:function(e){e.exports=1}'],
    ],
    ['rspack', 'var m={"12"(e,t,n){n(3)}}', ['"12"(e,t,n){n(3)}']],
    ['ncc', 'var w={4:(e,t,r)=>{r(1)}};', ['4:(e,t,r)=>{r(1)}']],
    [
      'webpack, paths kept',
      'var m={"./node_modules/a/b.js":(e)=>{e.exports=1}}',
      ['"./node_modules/a/b.js":(e)=>{e.exports=1}'],
    ],
    [
      'webpack, paths kept, beside modules that are not in the bundle',
      'var m={"./a/b.js":(e)=>{e.exports=1},"fs":(e)=>{},"./c.js":(e)=>{}}',
      ['"./a/b.js":(e)=>{e.exports=1}', '"fs":(e)=>{}', '"./c.js":(e)=>{}'],
    ],
    ['none: an object of methods', 'x={sha1(){},"sha/256"(){},hash(e){},digest(){}}', []],
    [
      'webpack 4',
      `!function(e){}([function(e,t){${LONG}},function(e){},function(e,t,n){}])`,
      [`function(e,t){${LONG}}`, 'function(e){}', 'function(e,t,n){}'],
    ],
    [
      'browserify',
      '({1:[function(require,module,exports){x()},{"./y":2}]})',
      ['1:[function(require,module,exports){x()},{"./y":2}]'],
    ],
    [
      'Bun and rolldown',
      'var y=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);var a=y((e,t)=>{t.exports=1});',
      ['y((e,t)=>{t.exports=1})'],
    ],
    [
      'old Rollup',
      'function c(fn){var m={exports:{}};return fn(m,m.exports),m.exports}var a=c(function(e,t){e.exports=1})',
      ['c(function(e,t){e.exports=1})'],
    ],
    [
      'Rollup',
      'var a,b={};function r(){if(a)return b;a=1;b.x=1;return b}',
      ['function r(){if(a)return b;a=1;b.x=1;return b}'],
    ],
    [
      'Rollup, minified',
      'var a,b={};function r(){return a||(a=1,b.x=1),b}function q(){return c?d:(c=1,d={})}',
      ['a||(a=1,b.x=1)', 'c?d:(c=1,d={})'],
    ],
    [
      'Rollup, inlined in each other',
      'f((a||(a=1,g((b||(b=1,h()),c))),d))',
      ['a||(a=1,g((b||(b=1,h()),c)))', 'b||(b=1,h())'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(modulesIn(text)).toEqual(expected);
  });

  test.each([true, false])('esbuild, minified: %s', async (minify) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: 'export * as a from "semver"; export * as b from "ajv";', resolveDir: PROJECT },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
      metafile: true,
      minify,
    });
    const text = outputFiles[0]?.text ?? '';
    const wrapped = Object.keys(metafile.inputs).filter((path) => path.startsWith('node_modules/'));
    expect(modulesIn(text)).toHaveLength(wrapped.length);
  });
});

test.each([
  ['methods', '({ get(){}, set(){}, "two words"(a){} })'],
  ['a table of functions of more parameters', '({ 1: (a,b,c,d) => a })'],
  ['a few functions', '[() => 1, () => 2, () => 3]'],
  ['a flag set once', 'function f(){ if (done) return; done = true; x() }'],
  ['calls of what makes no exports', 'var y=(e)=>e();var a=y((e,t)=>{t.exports=1});'],
])('%s are none', (_name, text) => {
  expect(modulesIn(text)).toEqual([]);
});
