import { test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';
import { expectLinear } from '../../support/expect-linear.js';

const START =
  "const { z } = require('zod'); const Ajv = require('ajv'); const cp = require('child_process');\n";

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

test.each<readonly [what: string, code: (size: number) => string]>([
  [
    'schemas that use the one before twice',
    (size) =>
      `let S = z.number();${lines(size, () => 'S = z.object({ a: z.string(), b: S, c: z.array(z.union([z.string(), S])) });')}
       exports.handler = (e) => { let q = S.parse(JSON.parse(e.body)); ${lines(size, () => 'q = q.b; cp.execSync(q.a + q.c);')} }`,
  ],
  [
    'schemas that are joined in a chain',
    (size) =>
      `exports.handler = (e) => { let s = z.string(); ${lines(size, (at) => `s = s.min(${String(at)}).or(z.array(s));`)} cp.execSync(s.parse(e.a)); }`,
  ],
  [
    'JSON schemas inside each other',
    (size) =>
      `let s = { type: 'string' };${lines(size, () => "s = { type: 'object', properties: { a: s, b: { type: 'array', items: s } } };")}
       const ok = new Ajv().compile(s); exports.handler = (e) => { const q = JSON.parse(e.body); if (!ok(q)) return; cp.execSync(JSON.stringify(q)); }`,
  ],
  [
    'checks by names of patterns and prefixes',
    (size) =>
      `const R = /^[a-z]+$/; exports.handler = (e) => { ${lines(size, (at) => `if (!R.test(e.a${String(at)}) || !e.b.startsWith(P)) return; cp.execSync(e.b + e.a${String(at)});`)} }`,
  ],
])('takes linear time: %s', (_what, code) =>
  expectLinear(
    20,
    (size) => START + code(size),
    (text) => rulesBroken({ 'index.js': text }, SHIPPED_FLOWS),
  ),
);
