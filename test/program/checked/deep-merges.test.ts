import { parse, type FunctionDeclaration } from 'acorn';
import { expect, test } from 'vitest';
import { isDeepMerge } from '../../../src/program/checked/deep-merges.js';

function isMerge(body: string): boolean {
  const [fn] = parse(`function f(a, b) { ${body} }`, { ecmaVersion: 'latest' }).body;
  return isDeepMerge(fn as FunctionDeclaration);
}

test.each([
  ['for (const k in b) { if (typeof b[k] === "object") f(a[k], b[k]); else a[k] = b[k]; }', true],
  ['Object.keys(b).forEach((k) => { a[k] = b[k]; f(a[k], b[k]); })', true],
  ['for (const k in b) a[k] = b[k];', false],
  ['for (const k in b) { if (k === "__proto__") continue; f(a[k], b[k]); a[k] = b[k]; }', false],
  ['for (const k in b) { if (BLOCKED.includes(k)) continue; f(a[k], b[k]); a[k] = b[k]; }', false],
  ['for (const k in b) { if (Object.hasOwn(a, k)) f(a[k], b[k]); else a[k] = b[k]; }', false],
  ['a.x = b.x; f(a.y, b.y);', false],
])('%s', (body, is) => {
  expect(isMerge(body)).toBe(is);
});
