import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each<readonly [what: string, code: string, isFound: boolean]>([
  ['a client that code wraps', 'let db = new Pool(); db = wrap(db); return db.query(event.sql);', true],
  [
    'a class that code decorates',
    'let A = class { run(a) { db.query(a); } }; A = wrap(A); new A().run(event.a);',
    true,
  ],
  ['data that code replaces', 'let a = event.a; a = 1; return db.query(`select ${a}`);', false],
])('a variable keeps %s', async (_what, code, isFound) => {
  const files = {
    'index.mjs': `import { Pool } from 'pg';\nconst db = new Pool();\nconst wrap = (a) => a;\nexport const handler = (event) => { ${code} };`,
  };
  expect((await rulesBroken(files, SHIPPED_FLOWS)).includes('flows/sql')).toBe(isFound);
});
