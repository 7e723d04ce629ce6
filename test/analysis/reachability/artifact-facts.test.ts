import { describe, expect, it } from 'vitest';
import { A_AND_B, answersFor, installed, type Answer } from '../../support/loaded-packages.js';

describe('how code imports', () => {
  it.each<readonly [what: string, code: string, a: Answer, b: Answer]>([
    ['require', "require('a')", 'start', 'no'],
    ['require in a function', "exports.handler = () => require('a')", 'call', 'no'],
    ['require in a function that is called at once', "(() => require('a'))()", 'start', 'no'],
    ['an import', "import a from 'a'", 'start', 'no'],
    ['a re-export', "export * from 'a'", 'start', 'no'],
    ['an import by a function', "export const handler = () => import('a')", 'call', 'no'],
    ['module.require', "module.require('a')", 'start', 'no'],
    ['a composed name of module.require', "module['req' + 'uire']('a')", 'unknown', 'no'],
    ['escapes', "requir\\u0065('a')", 'start', 'no'],
    [
      'createRequire',
      "import { createRequire as c } from 'module'; const r = c(import.meta.url); r('a')",
      'start',
      'no',
    ],
    ['createRequire at once', "require('module').createRequire(__filename)('a')", 'start', 'no'],
    ['a constant', "const name = 'a'; require(name)", 'start', 'no'],
    ['a comment', "// require('b')\nrequire('a')", 'start', 'no'],
    ['a list of names', "['a'].map((name) => require(name))", 'start', 'no'],
    [
      'a list of names in a function',
      "exports.handler = () => ['a'].forEach((name) => require(name))",
      'call',
      'no',
    ],
    ['a loop over names', "for (const name of ['a']) require(name)", 'start', 'no'],
    ['a list with a name', "const all = ['a']; all.map((name) => require(name))", 'call', 'no'],
    [
      'a list that code changes',
      "const all = ['a']; all.push(x); all.map((name) => require(name))",
      'unknown',
      'no',
    ],
    [
      'a list that others may change',
      "export const all = ['a']; all.map((n) => require(n))",
      'unknown',
      'no',
    ],
    [
      'a list of which not all is known',
      "['b', x].map((name) => require(name)); const also = 'a'",
      'unknown',
      'start',
    ],
    [
      'an element that is assigned to',
      "['a'].map((name) => { name = x(); return require(name) })",
      'unknown',
      'no',
    ],
    [
      'an element of the name of another variable',
      "const f = (name) => require(name); ['a'].map((name) => name)",
      'unknown',
      'no',
    ],
    [
      'a function that calls itself',
      "['a'].map(function f(name) { f(x); return require(name) })",
      'unknown',
      'no',
    ],
    ['a reduced list', "['a'].reduce((all, name) => [...all, require(name)], [])", 'start', 'no'],
    ['parts of names', "['a'].map((name) => require(`${name}`))", 'start', 'no'],
    ['require that is passed on', "['a'].map(require)", 'start', 'no'],
    ['require that a list gets of which not all is known', "['a', ...x].map(require)", 'unknown', 'no'],
    ['require.apply', "require.apply(null, ['a'])", 'unknown', 'no'],
    ['another name of require that is passed on', "const r = require; ['a'].map(r)", 'start', 'no'],
    ['code in a text', 'eval("require(\'a\')")', 'unknown', 'no'],
    ['import in a function of a text', "new Function('name', 'return import(name)')('a')", 'unknown', 'no'],
    ['a name that another file has', "require(require('./config.json').name)", 'unknown', 'no'],
    ['require.resolve alone', "require.resolve('a')", 'no', 'no'],
    ['a worker', "new Worker(require('path').join(__dirname, 'lib', 'worker.js'))", 'unknown', 'no'],
    ['a worker beside a module', "new Worker(new URL('./lib/worker.js', import.meta.url))", 'unknown', 'no'],
    [
      'a folder that a package loads',
      "load({ dir: require('path').join(__dirname, 'lib') })",
      'unknown',
      'no',
    ],
    ['a template', 'const f = (name) => require(`./lib/${name}`)', 'unknown', 'no'],
    ['a path that is joined', "const f = (name) => require(__dirname + '/lib/' + name)", 'unknown', 'no'],
    ['the start of a name', "const f = (x) => require('a/' + x)", 'unknown', 'no'],
  ])('%s', async (...[, code, a, b]) => {
    const files = {
      'index.js': code,
      'config.json': '{ "name": "a" }',
      'lib/worker.js': "require('a')",
      ...A_AND_B,
    };
    const { 'lib/worker.js': _worker, ...others } = files;
    const isAboutFolders = code.includes('lib');
    expect(await answersFor({ files: isAboutFolders ? files : others })).toEqual({ a, b });
  });

  it('calls nothing unreachable that a file may load which does not parse', async () => {
    const files = {
      'package.json': '{ "dependencies": { "a": "1", "b": "1" } }',
      'index.js': "require('a'); (",
      ...A_AND_B,
    };
    expect(await answersFor({ files })).toEqual({ a: 'unknown', b: 'unknown' });
  });

  it('follows dependencies of what the function computes, if its own code computes it', async () => {
    const files = {
      'package.json': '{ "dependencies": { "a": "1" } }',
      'index.js': 'require(process.env.DRIVER)',
      ...A_AND_B,
    };
    expect(await answersFor({ files })).toEqual({ a: 'unknown', b: 'no' });
  });

  it('follows names in own code to what a package computes', async () => {
    const files = {
      'index.js': "require('a').set('engine', 'b')",
      ...installed('a', 'exports.set = (key, name) => require(name)'),
      ...installed('b', "require('c')"),
      ...installed('c'),
      ...installed('d'),
    };
    expect(await answersFor({ files })).toEqual({ a: 'start', b: 'unknown', c: 'unknown', d: 'no' });
  });
});

describe('where a package is found', () => {
  it.each<readonly [what: string, manifest: object, code: string, loaded: string]>([
    ['main', { main: 'lib' }, "require('p')", 'lib/index.js'],
    [
      'exports for require',
      { exports: { import: './m.mjs', require: './lib/r.js' } },
      "require('p')",
      'lib/r.js',
    ],
    ['exports for import', { exports: { import: './m.mjs', require: './lib/r.js' } }, "import 'p'", 'm.mjs'],
    [
      'nested conditions',
      { exports: { '.': { node: { default: './n.js' }, default: './d.js' } } },
      "import 'p'",
      'n.js',
    ],
    ['a pattern', { exports: { './*': './lib/*.js' } }, "require('p/x')", 'lib/x.js'],
    ['a file', {}, "require('p/lib/x')", 'lib/x.js'],
    ['itself', { exports: { '.': './s.js', './x': './lib/x.js' } }, "require('p')", 'lib/x.js'],
    ['imports', { main: 'i.js', imports: { '#x': './lib/x.js' } }, "require('p')", 'lib/x.js'],
  ])('%s', async (...[, manifest, code, loaded]) => {
    const files: Record<string, string> = {
      'index.js': code,
      'node_modules/p/package.json': JSON.stringify({ name: 'p', version: '1.0.0', ...manifest }),
      'node_modules/p/s.js': "require('p/x')",
      'node_modules/p/i.js': "require('#x')",
      ...A_AND_B,
    };
    files[`node_modules/p/${loaded}`] = "require('a')";
    expect(await answersFor({ files })).toEqual({ p: 'start', a: 'start', b: 'no' });
  });

  it('prefers a nested copy', async () => {
    const files = {
      'index.js': "require('a')",
      ...installed('a', "require('b')"),
      ...installed('b', '', 'node_modules/a/node_modules'),
      ...installed('c', "require('b')"),
    };
    expect(await answersFor({ files })).toEqual({ a: 'start', b: 'start', c: 'no' });
  });

  it('finds packages of layers as NODE_PATH does', async () => {
    const layer = {
      ...installed('a', '', 'nodejs/node_modules'),
      ...installed('b', "require('c')", 'nodejs/node22/node_modules'),
      ...installed('c', '', 'nodejs/node_modules'),
      ...installed('d', '', 'nodejs/node_modules'),
    };
    const files = { 'index.js': "require('a'); exports.handler = () => require('b')" };
    expect(await answersFor({ files, layer })).toEqual({ a: 'start', b: 'call', c: 'call', d: 'no' });
  });

  it('finds code of layers by its path', async () => {
    const layer = {
      'nodejs/own.js': "require('a')",
      ...installed('a', '', 'nodejs/node_modules'),
      ...installed('b', '', 'nodejs/node_modules'),
    };
    const files = { 'index.js': "require('/opt/nodejs/own')" };
    expect(await answersFor({ files, layer })).toEqual({ a: 'start', b: 'no' });
  });
});
