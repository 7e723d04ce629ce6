import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseScript } from '../../src/syntax/index.js';
import { bundleParts } from '../../src/program/bundle-parts.js';

/** What each module of a bundle, known by a text in it, mentions: `a>b` as it is loaded, `a~b` in functions. `-`: outside of modules. */
function linksIn(code: string): string[] {
  const program = parseScript(code);
  const { parts, code: ranges } = program ? bundleParts(program) : { parts: [], code: [] };
  const textOf = (part: number): string =>
    ranges.map((each) => (each.part === part ? code.slice(each.start, each.end) : '')).join('');
  const names = parts.map((_, at) => (at === 0 ? '-' : (/MODULE_(\w)/.exec(textOf(at))?.[1] ?? '?')));
  return parts
    .flatMap(({ starts, calls }, at) => [
      ...[...starts].map((to) => `${names[at]}>${names[to]}`),
      ...[...calls].map((to) => `${names[at]}~${names[to]}`),
    ])
    .sort();
}

const SOURCES = {
  'index.js': `const a = require('a'); exports.handler = () => { a(); return require('c'); };`,
  'node_modules/a/index.js': `const b = require('b'); module.exports = function (exports) { return [b, exports, 'MODULE_a']; };`,
  'node_modules/b/index.js': `const y = 1; exports.b = () => { let z = y; { let q = z; return [q, 'MODULE_b', require('d')]; } };`,
  'node_modules/c/index.js': `exports.c = 'MODULE_c';`,
  'node_modules/d/index.js': `exports.d = 'MODULE_d';`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowaway-parts-'));
  for (const [path, text] of Object.entries(SOURCES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  ['plain', false],
  ['minified', true],
])('follows modules that esbuild wrapped, %s', (_what, minify) => {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, 'index.js')],
    bundle: true,
    write: false,
    platform: 'node',
    minify,
  });
  expect(linksIn(outputFiles[0]?.text ?? '')).toEqual(
    // The entry is a module, too: its first module with a name is that of what it holds.
    expect.arrayContaining(['a>b', 'b~d']),
  );
});

const WEBPACK = `(() => {
  var modules = {
    12: (module, exports, load) => { const b = load(34); module.exports = ['MODULE_a', b]; },
    34: (module, exports, load) => { exports.x = () => load(56); 'MODULE_b'; },
    56: (module) => { module.exports = 'MODULE_c'; },
    78: (module) => { module.exports = 'MODULE_d'; },
  };
  var cache = {};
  function load(id) { var module = cache[id] = { exports: {} }; modules[id](module, module.exports, load); return module.exports; }
  module.exports = load(12);
})();`;

it('follows modules of webpack by their keys', () => {
  expect(linksIn(WEBPACK)).toEqual(['->a', 'a>b', 'b~c']);
});

const HELPER = 'var w = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);';

it.each<[what: string, code: string, links: readonly string[]]>([
  ['as it is loaded', `var a = w((e, m) => { m.exports = 'MODULE_a'; }); a();`, ['->a']],
  ['in a function', `var a = w((e, m) => { m.exports = 'MODULE_a'; }); function f() { a(); }`, ['-~a']],
  [
    'in a function that runs at once',
    `var a = w((e, m) => { m.exports = 'MODULE_a'; }); (() => a())();`,
    ['->a'],
  ],
  ['never', `var a = w((e, m) => { m.exports = 'MODULE_a'; });`, []],
  [
    'a parameter of the same name',
    `var a = w((e, m) => { m.exports = 'MODULE_a'; }); function f(a) { a(); }`,
    [],
  ],
  [
    'a variable of the same name',
    `var a = w((e, m) => { m.exports = 'MODULE_a'; }); function f() { if (1) var a = 1; a(); }`,
    [],
  ],
  [
    'a name of an inner block, and beside it',
    `var a = w((e, m) => { m.exports = 'MODULE_a'; }); function f() { { let a = 1; a; } a(); }`,
    ['-~a'],
  ],
  [
    'a caught error of the same name',
    `var a = w((e, m) => { m.exports = 'MODULE_a'; }); try { f(); } catch (a) { a(); }`,
    [],
  ],
  ['a key of the same name', `var a = w((e, m) => { m.exports = 'MODULE_a'; }); f.a({ a: 1 });`, []],
  ['handed to a function', `var a = w((e, m) => { m.exports = 'MODULE_a'; }); f(a);`, ['->a']],
])('%s', (_what, code, links) => {
  expect(linksIn(`${HELPER} ${code}`)).toEqual(links);
});

it('has one part where no module is separate', () => {
  const { parts, code } = bundleParts(parseScript('f();') ?? (undefined as never));
  expect(parts).toHaveLength(1);
  expect(code).toEqual([{ start: 0, end: 4, part: 0, isRun: true }]);
});

it('does not run out of stack', () => {
  const depth = 400;
  const code = `${HELPER} var a = w((e, m) => { m.exports = 'MODULE_a'; }); f(${'['.repeat(depth)}a${']'.repeat(depth)});`;
  expect(linksIn(code)).toEqual(['->a']);
});
