import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { terraform } from '../../../src/sources/terraform/index.js';
import {
  acquireWith,
  codesOf,
  emptyFolder,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
  zipOf,
} from '../stage-fixture.js';

const code = zipOf({ 'index.js': 'exports.handler = 1' });
const ARCHIVES = { 'dist/api.zip': code, 'dist/layer.zip': zipOf({ 'nodejs/x.js': '' }) };

function planOf(values: object): string {
  const resource = { address: 'aws_lambda_function.a', type: 'aws_lambda_function', values };
  return JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: { resources: [resource] } },
  });
}

test('a function in a module: its zip beside the plan, a hash that differs, layers only known later', async () => {
  const folder = stage('terraform/plan', ARCHIVES);
  const acquired = await acquireWith(terraform, targetAt(folder, 'infra/plan.json'));
  expect(mountsOf(acquired, folder)).toEqual({ 'intake-screen': ['/var/task=dist/api.zip'] });
  expect(codesOf(acquired)).toEqual({ 'intake-screen': ['stale', 'missing'] });
  expect(functionCalled(acquired, 'intake-screen')).toMatchObject({
    handler: 'index.handler',
    architecture: 'arm64',
    environment: ['TABLE'],
    tags: { team: 'hr' },
  });
});

test('references of the configuration: layer, archive_file, role and its policies, URL', async () => {
  const folder = stage('terraform/plan', ARCHIVES);
  const acquired = await acquireWith(terraform, targetAt(folder, 'infra/root.json'));
  expect(mountsOf(acquired, folder)['intake-store']).toEqual([
    '/var/task=dist/api.zip',
    '/opt=dist/layer.zip',
  ]);
  expect(functionCalled(acquired, 'intake-store')).toMatchObject({
    role: { name: 'intake-store', policies: [{ name: 'write-candidates' }] },
    triggers: [{ type: 'http', detail: 'function URL' }],
  });
});

test('code in S3 or in an image was not seen; a function that is destroyed is none', async () => {
  const folder = stage('terraform/plan', ARCHIVES);
  const acquired = await acquireWith(terraform, targetAt(folder, 'infra/root.json'));
  expect(codesOf(acquired)).toEqual({ 'intake-remote': ['missing'], 'intake-ocr': ['missing'] });
  expect(acquired.functions.map(({ name }) => name)).not.toContain('retired');
});

test('a state: ids are ARNs, a layer of the state and one of elsewhere', async () => {
  const folder = stage('terraform/state', { 'screen.zip': code, 'layer.zip': code });
  const acquired = await acquireWith(terraform, targetAt(folder, 'state.json'));
  expect(mountsOf(acquired, folder)).toEqual({
    'arn:aws:lambda:eu-west-1:111122223333:function:screen': ['/var/task=screen.zip', '/opt=layer.zip'],
  });
  expect(Object.values(codesOf(acquired))).toEqual([['missing']]);
  expect(functionCalled(acquired, 'screen').role?.name).toBe('legacy');
});

test.each([
  ['the right hash', createHash('sha256').update(code).digest('base64'), {}],
  ['another hash', 'AAAA', { fn: ['stale'] }],
])('%s of the source code', async (_, hash, codes) => {
  const folder = emptyFolder();
  const plan = planOf({ function_name: 'fn', filename: 'fn.zip', source_code_hash: hash });
  write(folder, { 'plan.json': plan, 'fn.zip': code });
  expect(codesOf(await acquireWith(terraform, targetAt(folder, 'plan.json')))).toEqual(codes);
});

test.each([
  ['an absolute path of the system', '/etc/hostname', 'missing'],
  ['a way out', '../../../../../../../../etc/hostname', 'unsafe-path'],
  ['a path with NUL', 'fn.zip\0', 'unsafe-path'],
])('%s is not opened', async (_, filename, problem) => {
  const folder = emptyFolder();
  write(folder, { 'infra/plan.json': planOf({ function_name: 'fn', filename }) });
  const acquired = await acquireWith(terraform, targetAt(folder, 'infra/plan.json'));
  expect(codesOf(acquired)).toEqual({ fn: [problem] });
  expect(acquired.artifacts).toEqual([]);
});

test.each([
  ['a saved plan', zipOf({ tfplan: 'x', tfstate: 'y' })],
  ['a raw state', Buffer.from('{"version": 4, "terraform_version": "1.9.8", "serial": 3, "lineage": "x"}')],
])('%s is reported with the command that makes JSON of it', async (_, bytes) => {
  const folder = emptyFolder();
  write(folder, { 'terraform.out': bytes });
  const { problems } = await acquireWith(terraform, targetAt(folder, 'terraform.out'));
  expect(problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true }]);
  expect(problems[0]?.message).toContain('terraform show -json');
});

test('a plan cut off in the middle is malformed', async () => {
  const folder = emptyFolder();
  write(folder, { 'plan.json': '{"format_version":"1.2","planned_values":{' });
  const { problems } = await acquireWith(terraform, targetAt(folder, 'plan.json'));
  expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
});

test('code of other resources is scanned where the plan has it, else told; modules too deep are told, too', async () => {
  const resources = [
    { address: 'aws_cloudfront_function.a', type: 'aws_cloudfront_function', values: { code: 'eval(1)' } },
    { address: 'aws_synthetics_canary.a', type: 'aws_synthetics_canary', values: { s3_key: 'k.zip' } },
    { address: 'google_cloudfunctions2_function.a', type: 'google_cloudfunctions2_function', values: {} },
  ];
  let root_module: object = { resources };
  const deep = { child_modules: [{}] as object[] };
  for (let depth = 0; depth < 100; depth += 1) deep.child_modules = [{ child_modules: deep.child_modules }];
  root_module = { ...root_module, ...deep };
  const folder = emptyFolder();
  write(folder, { 'plan.json': JSON.stringify({ format_version: '1.2', planned_values: { root_module } }) });
  const { artifacts, problems } = await acquireWith(terraform, targetAt(folder, 'plan.json'));
  expect(artifacts).toMatchObject([{ inline: { fileName: 'index.js', text: 'eval(1)' } }]);
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
    ['too-large', 'plan.json'],
    ['unsupported', 'plan.json'],
    ['missing', 'plan.json'],
  ]);
});
