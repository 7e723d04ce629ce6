import type { AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import { eachChild } from '../../src/syntax/node-kinds.js';
import { parseScript } from '../../src/syntax/parse-script.js';
import { walkNodes } from '../../src/syntax/walk-nodes.js';

const EVERYTHING = `
#!/usr/bin/env node
import a, { b as c } from 'x'; export * from 'y'; export { c }; export const d = 1; export default class extends a {}
label: for (const [x = 1, ...y] of z) { if (x) continue label; else break; }
async function* f({ g, ...h }, i = 2) { yield* await g?.[h](...i); for await (const j of k) new.target; }
class K extends L { static #m = 1; static { super.n(); } get o() { return this.#m in p; } async *[q]() {} }
switch (r) { case 1: do { s++; } while (t); break; default: while (u) ; }
try { throw \`a\${v}b\`; } catch ({ w }) { debugger; } finally { for (var l in m); }
for (let n = 0; n < 1; n += 1) ;
(x, y) => tag\`z\`, import('q'), import.meta.url, typeof -a, a ** 2, a ?? b, a ? b : c, /r/g, 10n, null;
`.trimStart();

test('every node is reached, but names, labels and what importing is spelled with', () => {
  const program = parseScript(EVERYTHING);
  if (!program) throw new Error('the sample does not parse');
  const reached = new Set<AnyNode>();
  const visit = (node: AnyNode): void => {
    reached.add(node);
    eachChild(node, visit);
  };
  visit(program);
  const left = [...(walkNodes(program) as Iterable<AnyNode>)].filter((node) => !reached.has(node));
  const kinds = new Set(left.map(({ type }) => type));
  expect([...kinds].sort()).toEqual([
    'ExportSpecifier',
    'Identifier',
    'ImportDefaultSpecifier',
    'ImportSpecifier',
    'Literal',
  ]);
});

test('children come in the order of their text', () => {
  const program = parseScript('switch (a) { case b: c(); } do d(); while (e);');
  const starts: number[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === 'Identifier') starts.push(node.start);
    eachChild(node, visit);
  };
  if (program) visit(program);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(starts).toHaveLength(5);
});
