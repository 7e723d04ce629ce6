import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { surelySet } from '../../../src/program/checked/surely-set.js';

test.each([
  ['a.b = 1; next();', ['a.b']],
  ['a.b = 1, next();', ['a.b']],
  ['try { a.b = f(); } catch (e) { return; } next();', ['a.b']],
  ['try { a.b = f(); next(); } catch (e) { stop(e); }', ['a.b']],
  ['a.b = 1; if (x) { c = 2; next(); }', ['a.b', 'c']],
  ['f().then((v) => { a.b = v; next(); });', ['a.b']],
  ['if (x) a.b = 1; next();', []],
  ['if (x) { a.b = 1; } else { next(); }', []],
  ['try { a.b = f(); } catch (e) { log(e); } next();', []],
  ['x && (a.b = 1); next();', []],
  ['next(); a.b = 1;', []],
  ['a.b += 1; next();', []],
  ['f().then((v) => { a.b = v; }); next();', []],
])('%s', (code, names) => {
  const text = `function run() { ${code} }`;
  const [fn] = parse(text, { ecmaVersion: 'latest' }).body;
  expect([...surelySet(fn as never, text.indexOf('next()'))].sort()).toEqual(names);
});
