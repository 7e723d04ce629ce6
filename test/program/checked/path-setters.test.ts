import { parse, type FunctionDeclaration } from 'acorn';
import { expect, test } from 'vitest';
import { ownNames } from '../../../src/program/checked/path-setters.js';

function namesOf(code: string): string {
  const [fn] = parse(`function f${code}`, { ecmaVersion: 'latest' }).body;
  return ownNames(fn as FunctionDeclaration)
    .map((path) => path.join('.'))
    .join(' ');
}

const LOOP =
  'const keys = path.split("."); let at = o; for (const k of keys.slice(0, -1)) at = at[k] ??= {}; at[keys.at(-1)] = v;';

test.each([
  ['a path in a loop', `(o, path, v) { ${LOOP} }`, 'set.1'],
  ['a path first', `(path, o, v) { ${LOOP} }`, 'set.0'],
  ['a path in an object', `(o, { path, v }) { ${LOOP} }`, 'set.any'],
  [
    'a loop by number',
    '(o, p, v) { const k = p.split("/"); let c = o; for (let i = 0; i < k.length - 1; i++) { if (!c[k[i]]) c[k[i]] = {}; const n = k[i]; c = c[n]; } c[k[k.length - 1]] = v; }',
    'set.1',
  ],
  [
    'a path that is reduced',
    '(o, p, v) { const parts = String(p).split("."); const last = parts.pop(); const at = parts.reduce((node, part) => node[part], o); at[last] = v; }',
    'set.1',
  ],
  [
    'only the first part is asked about',
    `(o, path, v) { if (BLOCKED.includes(path.split(".")[0])) return; ${LOOP} }`,
    'set.1',
  ],
  [
    'each part is asked about',
    `(o, path, v) { if (path.split(".").some((p) => BLOCKED.includes(p))) return; ${LOOP} }`,
    '',
  ],
  [
    'the path as a whole is asked about',
    `(o, path, v) { if (path === "__proto__") return; ${LOOP} }`,
    'set.1',
  ],
  ['a name is left out', `(o, path, v) { if (path.includes("__proto__")) return; ${LOOP} }`, ''],
  [
    'a path that is only read',
    '(o, path) { return path.split(".").reduce((node, part) => node[part], o); }',
    '',
  ],
  ['one name', '(o, name, v) { o[name] = v; }', ''],
  [
    'empty objects alone',
    '(o, path) { let at = o; for (const k of path.split(".")) at = at[k] ??= {}; return at; }',
    '',
  ],
  ['a list of one level', '(list) { let all = {}; for (const [k, v] of list) all[k] = v; return all; }', ''],
  ['a merge', '(a, b) { for (const k in b) { if (a[k]) f(a[k], b[k]); else a[k] = b[k]; } }', 'merge'],
])('%s', (_name, code, names) => {
  expect(namesOf(code)).toBe(names);
});
