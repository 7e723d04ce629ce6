import { expect, it } from 'vitest';
import { dataflow } from '../../../src/analysis/dataflow/index.js';
import { NO_INVENTORY, type ServerlessFunction } from '../../../src/model/index.js';
import { programOf } from '../../../src/program/index.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';
import { memoryTree } from '../../support/memory-tree.js';
import { artifactOf, functionOf } from '../../support/model-builders.js';
import { withLimit } from '../../support/lowered-limit.js';
import { describeAnalysis } from '../contract.js';

type Files = Readonly<Record<string, string>>;

const SHELL: Files = {
  'index.js': `const { execSync } = require('child_process');
const run = (text) => execSync(text);
exports.handler = async (event) => run(\`ls \${event.folder}\`);
exports.other = async () => run('ls');
`,
};

describeAnalysis({
  analysis: dataflow,
  files: SHELL,
  flows: SHIPPED_FLOWS,
  fn: { handler: 'index.handler' },
});

async function answerOf(files: Files, fields: Partial<ServerlessFunction> = {}) {
  const tree = memoryTree(files);
  const scripts = Object.keys(files).filter((path) => /\.[cm]?js$/.test(path));
  const input = { tree, inventory: NO_INVENTORY, program: programOf(tree, scripts) };
  const { facts, problems } = await dataflow.analyseArtifact({
    ...input,
    kind: 'function',
    flows: SHIPPED_FLOWS,
  });
  const fn = functionOf('store', fields);
  const mounts = [{ path: '/var/task', artifact: artifactOf('a'), facts }];
  const before = { reachable: new Map(), findings: [], problems: [] };
  const answer = dataflow.answerFunction({ fn, mounts, before });
  return { findings: answer.findings, problems: [...problems, ...answer.problems] };
}

async function findingsIn(files: Files, fields: Partial<ServerlessFunction> = {}) {
  return (await answerOf(files, fields)).findings;
}

it('tells the way of the data, step by step', async () => {
  const [finding] = await findingsIn(SHELL);
  expect(finding).toMatchObject({ kind: 'injection', rule: 'flows/command', severity: 'critical' });
  const lines = SHELL['index.js']?.split('\n').slice(0, -1);
  const frame = { line: 1, lines };
  expect(finding?.evidence).toEqual([
    {
      path: 'index.js',
      line: 3,
      detail: '`ls ${event.folder}`',
      frame: { line: 1, lines: [...(lines ?? []), ''] },
    },
    { path: 'index.js', line: 2, detail: 'execSync(text)', frame },
  ]);
});

it.each<readonly [what: string, fields: Partial<ServerlessFunction>, count: number]>([
  ['the handler alone', { handler: 'index.other' }, 0],
  ['all exports where no handler is known', { handler: null }, 1],
  ['nothing for runtimes of other languages', { runtime: 'python3.12' }, 0],
])('follows %s', async (_what, fields, count) => {
  expect(await findingsIn(SHELL, fields)).toHaveLength(count);
});

const KEYS: Files = {
  'index.js': `const { execSync } = require('child_process');
exports.handler = async (event) => event.Records.forEach(({ s3 }) => execSync('ls ' + s3.object.key));
`,
  'app.py': `import os

def handler(event, context):
    for record in event["Records"]:
        os.system("ls " + record["s3"]["object"]["key"])
`,
};
const DECLARED = { platform: 'aws-lambda', declaredIn: { path: 'template.yaml', line: 3 } } as const;

it.each<readonly [type: string, detail: string | null, severities: readonly string[]]>([
  ['storage', 'uploads', ['critical']],
  ['other', 'event rule', ['critical']],
  ['http', 'POST /', []],
  ['queue', 'jobs', []],
  ['schedule', 'rate(1 day)', []],
])('judges the data by the trigger: %s', async (type, detail, severities) => {
  const fields = { ...DECLARED, triggers: [{ type, detail }] };
  for (const runtime of ['nodejs22.x', 'python3.13']) {
    const handler = runtime.startsWith('node') ? 'index.handler' : 'app.handler';
    const found = await findingsIn(KEYS, { ...fields, runtime, handler });
    expect(found.map(({ severity }) => severity)).toEqual(severities);
  }
});

it('says who can send the event', async () => {
  const triggers = [{ type: 'http', detail: 'GET /', access: 'authenticated' as const }];
  const [finding] = await findingsIn(SHELL, { ...DECLARED, triggers });
  expect(finding).toMatchObject({ severity: 'high', rule: 'flows/command' });
  expect(finding?.why).toContain('Its severity is high (critical without that): only identified callers');
});

it('has the same fingerprint when lines move', async () => {
  const moved = { 'index.js': `'use strict';\n\n${SHELL['index.js'] ?? ''}` };
  const [[a], [b]] = await Promise.all([findingsIn(SHELL), findingsIn(moved)]);
  expect(a?.fingerprint).toBe(b?.fingerprint);
  expect(a?.evidence).not.toEqual(b?.evidence);
});

it('knows no handler: files with usual names are handlers, those of tools are not', async () => {
  const tool = (SHELL['index.js'] ?? '').replaceAll('handler', 'install');
  const other = { 'lib/store.js': tool, '.pnp.cjs': tool };
  const clean = { 'index.js': 'exports.handler = async () => 1;' };
  expect(await findingsIn({ ...clean, ...other }, { handler: null })).toEqual([]);
  expect(await findingsIn(other, { handler: null })).toHaveLength(1);
});

const INNER: Files = {
  'index.js': "exports.handler = async () => require('./lib/store').other();",
  'lib/store.js': SHELL['index.js'] ?? '',
};

it('follows handlers in files that other files load', async () => {
  expect(await findingsIn(INNER, { handler: 'index.handler' })).toEqual([]);
  expect(await findingsIn(INNER, { handler: 'lib/store.handler' })).toHaveLength(1);
  expect(await findingsIn(INNER, { handler: 'missing.handler' })).toHaveLength(1);
});

it('says that a handler was not followed on its own if no name tells that it is one', async () => {
  const files = { ...INNER, 'lib/store.js': (SHELL['index.js'] ?? '').replace('handler', 'start') };
  expect(await answerOf(files, { handler: 'lib/store.start' })).toMatchObject({
    findings: [],
    problems: [{ code: 'unresolved', path: 'lib/store.start', affectsCompleteness: true }],
  });
});

it('follows code in which only the answer can do harm', async () => {
  const text = 'exports.handler = async (e) => ({ statusCode: 302, headers: { Location: e.to } });';
  expect(await findingsIn({ 'index.js': text }, { handler: 'index.handler' })).toMatchObject([
    { rule: 'flows/redirect' },
  ]);
});

it('tells calls whose code is the same once', async () => {
  const call = "require('child_process').execSync(e.a);";
  const text = `exports.handler = (e) => {\n${call}\n${call}\n};`;
  expect(await findingsIn({ 'index.js': text }, { handler: 'index.handler' })).toHaveLength(1);
});

it('says of code that cannot be read that it was not followed', async () => {
  const files = { 'index.js': "require('./b'); require('child_process');", 'b.js': 'a b c (' };
  const { problems } = await answerOf(files);
  expect(problems).toMatchObject([{ code: 'malformed', path: 'b.js', affectsCompleteness: true }]);
});

it('tells so many ways of data, and that there are more', async () => {
  const text = `const cp = require('child_process'); exports.handler = (e) => { cp.exec(e.a); cp.exec(e.b); };`;
  const { findings, problems } = await withLimit('data-flows', 1, () => answerOf({ 'index.js': text }));
  expect(findings).toHaveLength(1);
  expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
});

it('starts no Python of npm packages', async () => {
  const text = 'import os\ndef handler(event, context):\n    os.system(event["a"])\n';
  expect(
    await findingsIn({ 'app.py': text }, { handler: 'app.handler', runtime: 'python3.12' }),
  ).toHaveLength(1);
  expect(await findingsIn({ 'node_modules/a/app.py': text }, { handler: null, runtime: null })).toEqual([]);
});

it('counts what was not followed for functions of that language alone', async () => {
  const files = {
    'index.js': "require('child_process');",
    'tool.py': 'import os\ndef (:\n',
    'b.py': 'os.system(1)',
  };
  expect((await answerOf(files, { runtime: 'nodejs22.x' })).problems).toEqual([]);
  expect((await answerOf(files, { runtime: 'python3.12' })).problems).toMatchObject([
    { code: 'malformed', path: 'tool.py', affectsCompleteness: true },
  ]);
});
