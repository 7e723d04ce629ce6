import { expect, test } from 'vitest';
import { importedModules, parseScript, type ImportPlace } from '../../src/syntax/index.js';

type Answer = (places: readonly ImportPlace[]) => unknown;

function answers(text: string, answer: Answer): object | null {
  const program = parseScript(text);
  const modules = program && [...importedModules(program, text)];
  return modules && Object.fromEntries(modules.map(([name, places]) => [name, answer(places)]));
}

/** Names that are imported, and whether all code works without them. */
function triedIn(text: string): object | null {
  return answers(text, (places) => places.every(({ isTried }) => isTried));
}

test.each<[what: string, text: string, imports: Record<string, boolean>]>([
  [
    'statements',
    'import a from "a"; export * from "b"; export { x } from "c"',
    { a: false, b: false, c: false },
  ],
  [
    'calls',
    'require("a"); module.require("b"); import("c"); require(`d`)',
    { a: false, b: false, c: false, d: false },
  ],
  ['a path below a package', 'require("a/" + b + ".js"); require("c-" + d)', { 'a/': false }],
  [
    'nothing in texts and comments',
    'x = `Usage: require("a")`; y = "int from \'b\' field" // require("c")',
    {},
  ],
  [
    'code that is handed to eval',
    'eval("try { require(\\"a\\") } catch {} require(\'b\')")',
    { a: true, b: false },
  ],
  ['no other calls', 'load("a"); x["require"]("b"); require.resolve("c"); require(d, "e")', {}],
  ['what is tried', 'try { x = require("a") } catch {}', { a: true }],
  ['what is made up for', 'try { x = require("a") } catch (e) { log(e); x = null }', { a: true }],
  [
    'what is returned, or something else',
    'f = () => { try { return require("a") } catch { return {} } }',
    { a: true },
  ],
  [
    'several steps of which none matters',
    'try { const x = require("a"); if (x.y) z = x } catch {}',
    { a: true },
  ],
  ['what is thrown again', 'try { x = require("a") } catch (e) { log(e); throw e }', { a: false }],
  ['what ends the program', 'try { x = require("a") } catch { process.exit(1) }', { a: false }],
  [
    'a function that answers with an error',
    'h = async () => { try { const { S } = require("a"); return S() } catch { return { statusCode: 500 } } }',
    { a: false },
  ],
  [
    'a function that tells somebody of an error',
    'h = (e, c, done) => { try { const x = require("a"); x() } catch { done(null, { statusCode: 500 }) } }',
    { a: false },
  ],
  ['what is tried in one place alone', 'try { require("a") } catch {} require("a")', { a: false }],
  ['what is tried without a catch', 'try { require("a") } finally {}', { a: false }],
  ['what is imported when something else failed', 'try { f() } catch { require("a") }', { a: false }],
  ['what functions do that are only made there', 'try { x = () => require("a") } catch {}', { a: false }],
  ['functions that try', 'const f = () => { try { return require("a") } catch (e) { g(e) } }', { a: true }],
  ['a promise that may fail', 'import("a").catch(() => null); import("b").then(f)', { a: true, b: false }],
])('%s', (_what, text, imports) => {
  expect(triedIn(text)).toEqual(imports);
});

test('a word may be spelled with an escape', () => {
  expect(triedIn('x; \\u0072equire("a"); f(() => req\\u{75}ire("b"))')).toEqual({ a: false, b: false });
});

test('nests as deep as a parser takes it', () => {
  const depth = 800;
  const text = `${'try { '.repeat(depth)}require("a")${' } catch {}'.repeat(depth)}`;
  expect(triedIn(text)).toEqual({ a: true });
});

test('imports by other names of require', () => {
  const text = 'const r = require; try { r("a") } catch {} r("b/" + c); r("d" + e); s("f")';
  expect(triedIn(text)).toEqual({ a: true, 'b/': false });
});

test.each<[what: string, text: string, isDeferred: Record<string, boolean>]>([
  ['statements', 'import "a"; require("b"); await import("c")', { a: false, b: false, c: false }],
  [
    'functions that are kept',
    'function f() { require("a") } x = { m() { require("b") }, n: () => import("c") }',
    { a: true, b: true, c: true },
  ],
  ['what is handed over', 'load("a", () => require("a"))', { a: true }],
  [
    'functions that are called at once',
    '(() => require("a"))(); (function () { require("b") }).call(this); new (function () { require("c") })()',
    { a: false, b: false, c: false },
  ],
  ['functions within these', '(() => { x = () => require("a") })()', { a: true }],
  ['a try, however it ends', 'try { require("a") } catch (e) { throw e }', { a: true }],
  [
    'none that nobody catches',
    'try { require("a") } finally {} try {} catch { require("b") }',
    { a: false, b: false },
  ],
  ['one place of several', 'x = () => require("a"); require("a")', { a: false }],
])('is only reached when it is needed: %s', (_what, text, isDeferred) => {
  expect(answers(text, (places) => places.every((place) => place.isDeferred))).toEqual(isDeferred);
});

test('places are offsets in the text, also where it is passed to eval', () => {
  const text = 'x; require("a"); eval("y; \\x72equire(\\"b\\")")';
  expect(answers(text, ([place]) => place?.at)).toEqual({ a: 3, b: 17 });
});
