import { expect, it } from 'vitest';
import { dataflow } from '../../../src/analysis/dataflow/index.js';
import { NO_INVENTORY, type ServerlessFunction } from '../../../src/model/index.js';
import { programOf } from '../../../src/program/index.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';
import { memoryTree } from '../../support/memory-tree.js';
import { artifactOf, functionOf } from '../../support/model-builders.js';
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

async function findingsIn(files: Files, fields: Partial<ServerlessFunction> = {}) {
  const tree = memoryTree(files);
  const input = { tree, inventory: NO_INVENTORY, program: programOf(tree, Object.keys(files)) };
  const { facts } = await dataflow.analyseArtifact({
    ...input,
    kind: 'function',
    flows: SHIPPED_FLOWS,
    isLate: () => false,
  });
  const fn = functionOf('store', fields);
  const mounts = [{ path: '/var/task', artifact: artifactOf('a'), facts }];
  const before = { reachable: new Map(), findings: [], problems: [] };
  return dataflow.answerFunction({ fn, mounts, before }).findings;
}

it('tells the way of the data, step by step', async () => {
  const [finding] = await findingsIn(SHELL);
  expect(finding).toMatchObject({ kind: 'injection', rule: 'flows/command', severity: 'critical' });
  expect(finding?.evidence).toEqual([
    { path: 'index.js', line: 3, detail: '`ls ${event.folder}`' },
    { path: 'index.js', line: 2, detail: 'execSync(text)' },
  ]);
});

it.each<readonly [what: string, fields: Partial<ServerlessFunction>, count: number]>([
  ['the handler alone', { handler: 'index.other' }, 0],
  ['all exports where no handler is known', { handler: null }, 1],
  ['nothing for runtimes of other languages', { runtime: 'python3.12' }, 0],
])('follows %s', async (_what, fields, count) => {
  expect(await findingsIn(SHELL, fields)).toHaveLength(count);
});

it('has the same fingerprint when lines move', async () => {
  const moved = { 'index.js': `'use strict';\n\n${SHELL['index.js'] ?? ''}` };
  const [[a], [b]] = await Promise.all([findingsIn(SHELL), findingsIn(moved)]);
  expect(a?.fingerprint).toBe(b?.fingerprint);
  expect(a?.evidence).not.toEqual(b?.evidence);
});

it('knows no handler: files with usual names are handlers, those of tools are not', async () => {
  const other = { 'lib/store.js': SHELL['index.js'] ?? '', '.pnp.cjs': SHELL['index.js'] ?? '' };
  const clean = { 'index.js': 'exports.handler = async () => 1;' };
  expect(await findingsIn({ ...clean, ...other }, { handler: null })).toEqual([]);
  expect(await findingsIn(other, { handler: null })).toHaveLength(1);
});
