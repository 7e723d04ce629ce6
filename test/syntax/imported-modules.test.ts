import { expect, test } from 'vitest';
import { importedModules, parseScript } from '../../src/syntax/index.js';

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
  const program = parseScript(text);
  expect(program && Object.fromEntries(importedModules(program))).toEqual(imports);
});

test('nests as deep as a parser takes it', () => {
  const depth = 800;
  const program = parseScript(`${'try { '.repeat(depth)}require("a")${' } catch {}'.repeat(depth)}`);
  expect(program && [...importedModules(program)]).toEqual([['a', true]]);
});

test('imports by other names of require', () => {
  const program = parseScript('const r = require; try { r("a") } catch {} r("b/" + c); r("d" + e); s("f")');
  expect(program && Object.fromEntries(importedModules(program, new Set(['r', 's'])))).toEqual({
    a: true,
    'b/': false,
  });
});
