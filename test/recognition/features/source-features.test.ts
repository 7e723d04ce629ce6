import { transform, type TransformOptions } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { isShape } from '../../../src/recognition/features/feature-log.js';
import { readSource } from '../../../src/recognition/features/read-source.js';
import { parseScript } from '../../../src/syntax/index.js';

function featuresOf(text: string): Set<number> {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  return new Set(readSource(program).features.hashes);
}

const MINIFIED: TransformOptions = { minify: true };
const LOWERED: TransformOptions = { minify: true, target: 'es2016' };
const COMMON_JS: TransformOptions = { minify: true, format: 'cjs' };

/** Code that minifiers and transpilers rewrite. */
const SAMPLES: Readonly<Record<string, string>> = {
  branches:
    'export function f(a) { if (!a.ready) { a.wait(1); } else { a.start(2); } return a.b !== a.c ? a.d() : a.e(); }',
  templates: 'export const f = (a) => `${a.host}:${a.port}/path` + "?" + a.query + "&end" + "=1";',
  optional: 'export function f(a) { return a?.first?.second(a.third ?? a.fourth) === undefined; }',
  literals:
    'export function f(a) { return [true, false, undefined, Infinity, typeof a.first === "undefined", a.second.third == null, a.third(a.first)]; }',
  destructuring:
    'export function f({ one, two: { three } }) { const { four } = one.five(two); return three.six(four); }',
  classes:
    'export class A { constructor(x) { this.x = x.value; this.items = []; } push(x) { this.items.push(x.id); return this; } }',
  keys: 'export const f = (a) => a["name"].call({ "key": a["other-name"], plain: 1000 });',
  inner:
    'export function f(a) { const g = (b) => b.one.two(b.three, b.four.five); return a.list.map(g).filter(Boolean); }',
};

describe('features survive', () => {
  test.each(Object.entries(SAMPLES))('%s', async (_name, text) => {
    const before = featuresOf(text);
    expect(before.size).toBeGreaterThan(2);
    for (const options of [MINIFIED, LOWERED]) {
      const after = featuresOf((await transform(text, options)).code);
      expect([...before].filter((feature) => !after.has(feature))).toEqual([]);
    }
  });

  test('a bundler that turns an ECMAScript module into CommonJS', async () => {
    const text =
      'import { parse } from "x"; export const f = (a) => parse(a.one.two(a.three), a.four.five(a.six, 300));';
    const after = featuresOf((await transform(text, COMMON_JS)).code);
    expect([...featuresOf(text)].filter((feature) => !after.has(feature))).toEqual([]);
  });
});

describe('features distinguish', () => {
  test.each([
    ['a text', 'f("one text")', 'f("other text")'],
    ['a property', 'x.name()', 'x.other()'],
    ['a number', 'f(x, 1000)', 'f(x, 1001)'],
    ['a regular expression', 'f(/a+/g)', 'f(/a+/i)'],
    ['an operation', 'function f(a){return a.b(a.c)*a.d(a.e)}', 'function f(a){return a.b(a.c)-a.d(a.e)}'],
  ])('%s', (_name, one, other) => {
    expect(featuresOf(one)).not.toEqual(featuresOf(other));
  });

  test('but neither names of variables nor imported modules', () => {
    expect(featuresOf('const first = require("./a"); f(first)')).toEqual(
      featuresOf('const x = require("b"); g(x)'),
    );
  });
});

test('a function of eight operations has a shape, one of three has none', () => {
  const shapesOf = (text: string) => [...featuresOf(text)].filter(isShape).length;
  expect(shapesOf('function f(a) { a.one.two.three.four.five.six.seven.eight; }')).toBe(1);
  expect(shapesOf('function f(a) { a.one.two.three; }')).toBe(0);
});

test('a table of data counts for little', () => {
  const entries = Array.from(
    { length: 2000 },
    (_, index) => `"application/x-type-${index}": "ending${index}"`,
  );
  const { size } = featuresOf(`module.exports = { ${entries.join()} };`);
  expect(size).toBeGreaterThan(100);
  expect(size).toBeLessThan(1000);
});

describe('a module that is passed to `eval`', () => {
  const MODULE = `${SAMPLES['keys']} ${SAMPLES['inner']}`.replaceAll('export ', '');
  const DATA = 'var b = JSON.parse(\'{"one":"first text"}\'); b.two("second text");';
  const evaluated = (text: string): string =>
    `var m={"./a.js":(e,t,n)=>{eval(${JSON.stringify(`${text}\n\n//# sourceURL=webpack://x/./a.js?`)})}}`;
  const wrapped = (text: string): string => `var m={"./a.js":(e,t,n)=>{${text}}}`;

  test.each([
    ['code', MODULE],
    ['data', DATA],
  ])('has the features of the module: %s', (_, text) => {
    expect(featuresOf(wrapped(text)).size).toBeGreaterThan(3);
    expect(featuresOf(evaluated(text))).toEqual(featuresOf(wrapped(text)));
  });

  test.each([
    ['code', MODULE],
    ['data', DATA],
  ])('stands where it is passed: %s', (_, text) => {
    const code = evaluated(text);
    const { features } = readSource(parseScript(code)!);
    expect(new Set(features.starts)).toEqual(new Set([code.indexOf('eval('), code.indexOf('"./a.js"')]));
  });

  test('holds no other one', () => {
    expect(featuresOf(evaluated(evaluated(MODULE)))).not.toEqual(featuresOf(evaluated(wrapped(MODULE))));
  });

  test('is no module without the mark of bundlers: other texts are texts', () => {
    expect(featuresOf(`eval(${JSON.stringify(MODULE)})`)).not.toEqual(featuresOf(MODULE));
    expect(featuresOf('eval("first.second()")')).toEqual(featuresOf('f("first.second()")'));
  });
});
