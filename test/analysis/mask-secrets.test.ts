import { expect, test } from 'vitest';
import { maskSecrets } from '../../src/analysis/mask-secrets.js';

test.each([
  ["connect({ user: 'app', password: 'hunter2' })", "connect({ user: 'app', password: '…' })"],
  ["const DB_PASSWORD = 'let me \\' in';", "const DB_PASSWORD = '…';"],
  ['os.environ.get("DB_PASSWORD", "open")', 'os.environ.get("DB_PASSWORD", "…")'],
  ["process.env.API_KEY || 'abc'", "process.env.API_KEY || '…'"],
  ['password: str = "open"', 'password: str = "…"'],
  ["{ 'authorization': `Basic ${x}` }", "{ 'authorization': `…` }"],
  ["DB_PASS = 'x'", "DB_PASS = '…'"],
  ["if (token === 'x1') go()", "if (token === '…') go()"],
  ["new Client('postgres://app:pw@db/x')", "new Client('postgres://app:…@db/x')"],
  ["const key = 'AbCdEf123456789';", "const key = '…';"],
  ['const secret =\n  `a\nb`;', 'const secret =\n  `…\n`;'],
  ["login({ password: 'cut off", "login({ password: '…'"],
])('%j is shown as %j', (code, shown) => {
  expect(maskSecrets(code)).toBe(shown);
});

test.each([
  "execSync('ls ' + folder)",
  "s3.get({ Key: 'jobs/last' })",
  'compass = "north"',
  'tokens.map(run)',
])('%j stays', (code) => {
  expect(maskSecrets(code)).toBe(code);
});
