import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = "import { exec } from 'node:child_process';\nexport const handler = (event) => {\n";

test.each<readonly [what: string, code: string, isFound: boolean]>([
  ['an assignment that always runs', 'let a = event.a; a = Number(a); exec(a);', false],
  ['a sequence', 'let a = event.a; return a = Number(a), exec(a);', false],
  ['an assignment in a branch', 'let a = event.a; if (event.b) a = 1; exec(a);', true],
  ['both branches', 'let a = event.a; if (event.b) { a = 1; exec(a); } exec(a);', true],
  ['a read before it', 'let a = event.a; exec(a); a = 1;', true],
  ['other data', 'let a = 1; a = event.a; exec(a);', true],
  ['something that is added', 'let a = event.a; a = "x"; a += event.b; exec(a);', true],
  ['a function that reads it before', 'let a = event.a; const run = () => exec(a); run(); a = 1;', true],
  [
    'a function that gives it data',
    'let a; const set = () => { a = event.a; }; a = 1; set(); exec(a);',
    true,
  ],
  ['a loop that comes back', 'let a = 1; for (const b of event.l) { exec(a); a = b; }', true],
  ['an inner variable of its name', 'let a = event.a; { let a = 1; a = 2; } exec(a);', true],
  ['a try block that may fail', 'let a = event.a; try { a = Number(a); } catch {} exec(a);', true],
])('data behind %s', async (_what, code, isFound) => {
  const broken = await rulesBroken({ 'index.mjs': `${START}${code}\n};` }, SHIPPED_FLOWS);
  expect(broken.includes('flows/command')).toBe(isFound);
});
