import { test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';
import { expectLinear } from '../../support/expect-linear.js';

const START = "const cp = require('child_process');\n";

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

test.each<readonly [what: string, code: (size: number) => string]>([
  [
    'one name, given a value again and again',
    (size) => `exports.handler = (e) => { let a = e.a; ${lines(size, () => 'a = a.trim(); cp.exec(a);')} }`,
  ],
  [
    'a name of many functions',
    (size) =>
      `exports.handler = (e) => { ${lines(size, (at) => `const f${String(at)} = (a) => { a = a.trim(); a = a + e.a; cp.exec(a); }; f${String(at)}(e.b);`)} }`,
  ],
  [
    'functions inside each other',
    (size) =>
      `exports.handler = (e) => { ${lines(size, () => 'return ((a) => { a = a.b;')} cp.exec(a); ${lines(size, () => '})(e);')} }`,
  ],
])('takes linear time: %s', (_what, code) =>
  expectLinear(
    40,
    (size) => START + code(size),
    (text) => rulesBroken({ 'index.js': text }, SHIPPED_FLOWS),
  ),
);
