import { expect, it } from 'vitest';
import { withLimit } from '../../support/lowered-limit.js';
import { runProgram as run } from '../../support/run-program.js';

it('gives up code that moves too many values, and says so', async () => {
  const code = 'const a = [1, 2, 3]; exports.handler = () => a.map((b) => [b]).map((c) => c)';
  const { isDone, program } = await withLimit('flow-steps', 5, () => run({ 'index.js': code }));
  expect(isDone).toBe(false);
  expect(program.flow.propagation.isExhausted).toBe(true);
});

/** More functions than one place keeps, in several ways to get at them. */
const MANY: readonly (readonly [what: string, code: string])[] = [
  ['called', 'exports.handler = (e) => pick(e)()'],
  ['called with a function', "exports.handler = (e) => pick(e)(() => 'yes given')"],
  ['whose result is called', 'exports.handler = (e) => pick(e)()()'],
  ['with properties', 'exports.handler = (e) => pick(e).more()'],
];

it.each(MANY)('follows functions that are too many for one place: %s', async (_what, use) => {
  const made = Array.from({ length: 6 }, (_, at) => {
    const name = `f${String(at)}`;
    return `function ${name}(g) { 'yes ${name}'; g && g(); return () => 'yes result ${name}' } ${name}.more = () => 'yes more ${name}';`;
  });
  const code = `${made.join(' ')} const pick = (e) => e.a ? f0 : e.b ? f1 : e.c ? f2 : e.d ? f3 : e.e ? f4 : f5; ${use}`;
  const { isDone, ran } = await withLimit('flow-objects', 3, () => run({ 'index.js': code }));
  const all = await run({ 'index.js': code });
  expect(isDone).toBe(true);
  expect(all.ran.filter((text) => !ran.includes(text))).toEqual([]);
  expect(all.ran.length).toBeGreaterThan(5);
});

it('does not follow what is too much for a place that no code reads', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const modules = names.map((name) => [`${name}.js`, "module.exports = function () { 'no' }"] as const);
  const loads = names.map((name) => `require('./${name}')`).join(';');
  const files = { 'index.js': `${loads}; exports.handler = () => 'yes'`, ...Object.fromEntries(modules) };
  const { ran } = await withLimit('flow-objects', 3, () => run(files));
  expect(ran).toEqual(['yes']);
});

it('follows what was too much for a place once code reads it', async () => {
  const made = Array.from({ length: 6 }, (_, at) => `function () { 'yes ${String(at)}' }`);
  const code = `const all = {}; exports.handler = (k) => { ${made.map((each) => `all[k] = ${each}`).join(';')}; setTimeout(() => all[k]()) }`;
  const { ran } = await withLimit('flow-objects', 3, () => run({ 'index.js': code }));
  expect(ran.length).toBe(6);
});

/** More values than an object keeps under all its names. */
const COMPUTED: readonly (readonly [what: string, use: string, ran: number])[] = [
  ['are called by name', 'all.a()', 6],
  ['are called by another name', 'all[k]()', 6],
];

it.each(COMPUTED)('follows functions under computed names that %s', async (_what, use, count) => {
  const made = Array.from({ length: 6 }, (_, at) => `all[k] = function () { 'yes ${String(at)}' }`);
  const code = `const all = {}; exports.handler = (k) => { k = k.x; ${made.join(';')}; ${use} }`;
  const { ran } = await withLimit('flow-computed', 3, () => run({ 'index.js': code }));
  expect(ran.length).toBe(count);
});
