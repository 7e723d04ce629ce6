import { readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireFrom } from '../../src/sources/acquire.js';
import { acquire, SOURCES, type BareFunction } from '../../src/sources/index.js';
import { emptyFolder, mountsOf, stage, write, zipOf } from './stage-fixture.js';

const code = zipOf({ 'index.js': '' });

test('a project is scanned through all its outputs, ignored or not, and not through its sources', async () => {
  const folder = stage('serverless/intake', { '.serverless/intake.zip': code });
  write(folder, {
    '.gitignore': '.serverless\n.netlify\n',
    'package.json': '{}',
    '.netlify/functions/mail.zip': code,
    '.aws-sam/build/template.yaml': 'Resources:\n  A:\n    Type: AWS::Serverless::Function\n',
  });
  const { functions } = await acquire(['.'], {}, folder);
  expect(functions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['intake-dev-screen', 'A', 'mail']),
  );
});

test('the first folder on the way to an output leads to it', async () => {
  const folder = stage('sam/intake');
  const { functions } = await acquire(['.aws-sam'], {}, folder);
  expect(functions.map(({ id }) => id)).toContain('StoreFunction');
});

test('two targets that share an artifact have it once', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': code, 'other/.keep': '' });
  symlinkSync('../a.zip', join(folder, 'other/a.zip'));
  const { artifacts, functions } = await acquire(['a.zip', 'other/a.zip', './a.zip', '*.zip'], {}, folder);
  expect(artifacts.map(({ path }) => path)).toEqual(['a.zip']);
  expect(functions).toHaveLength(1);
});

test.each<[targets: string[]]>([
  [['.']],
  [['.serverless']],
  [['.', '.serverless']],
  [['.serverless', '.']],
  [['.', '.serverless/fn.zip']],
  [['.serverless', '.serverless/*.zip']],
])('archives of a tool and the checkout around them count once, at %j', async (targets) => {
  const folder = emptyFolder();
  write(folder, {
    'package.json': '{"name":"app"}',
    'index.js': '',
    'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
    '.serverless/fn.zip': code,
  });
  const { functions, artifacts } = await acquire(targets, {}, folder);
  expect(functions.map(({ id }) => id)).toEqual(['fn']);
  expect(artifacts.map(({ path }) => path)).toEqual(['.serverless/fn.zip']);
});

test.each(['.serverless/README.md', 'dist/fn.zip', 'lib.zip', '.cache/fn.zip'])(
  'a checkout with %s is a function itself',
  async (path) => {
    const folder = emptyFolder();
    write(folder, { 'package.json': '{"name":"app"}', 'index.js': '', [path]: code });
    const { artifacts } = await acquire(['.'], {}, folder);
    expect(artifacts.map((artifact) => artifact.path)).toEqual(['.']);
  },
);

test('functions of one id stay two, with their problems', async () => {
  const folder = stage('terraform/state');
  write(folder, { 'screen.zip': code });
  write(folder, { 'copy/state.json': readFileSync(join(folder, 'state.json')) });
  const { functions, functionProblems } = await acquire(['state.json', 'copy/state.json'], {}, folder);
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:screen';
  expect(functions.map(({ id }) => id)).toEqual([arn, `copy#${arn}`]);
  expect([...functionProblems.keys()]).toEqual([arn, `copy#${arn}`]);
});

test('ids do not depend on the folder a scan starts in, on how a target is written, nor on the order of targets', async () => {
  const layer = zipOf({ 'nodejs/node_modules/a/package.json': '{"name":"a","version":"1.0.0"}' });
  const folder = stage('serverless/intake', { '.serverless/intake.zip': code });
  write(folder, {
    'dist/a/index.js': '',
    'dist/b/index.js': '',
    'dist/fn.zip': code,
    'dist/layer.zip': layer,
  });
  const namesFrom = async (cwd: string, targets: readonly string[]) => {
    const { functions, artifacts } = await acquire(targets, {}, cwd);
    return [...functions.map(({ id }) => id), ...artifacts.map(({ name }) => name)].sort();
  };
  const service = await namesFrom(folder, ['.serverless']);
  expect(service).toContain('intake-dev-screen');
  expect(await namesFrom(join(folder, '..'), [join(basename(folder), '.serverless')])).toEqual(service);
  expect(await namesFrom('/', [`${folder}/.serverless`])).toEqual(service);
  const dist = ['a', 'a', 'b', 'b', 'fn', 'fn.zip', 'layer.zip'];
  expect(await namesFrom(folder, ['dist'])).toEqual(dist);
  expect(await namesFrom(join(folder, 'dist'), ['.'])).toEqual(dist);
  expect(await namesFrom(folder, ['dist/fn.zip'])).toEqual(
    await namesFrom('/', [join(folder, 'dist/fn.zip')]),
  );
  const both = ['a#index', 'a#index.js', 'b#index', 'b#index.js'];
  expect(await namesFrom(folder, ['dist/*/index.js'])).toEqual(both);
  expect(await namesFrom(join(folder, 'dist/a'), ['../b/index.js', 'index.js'])).toEqual(both);
});

test('two stacks with a function of one name have two functions', async () => {
  const folder = stage('cdk/intake');
  const acquired = await acquire(['cdk.out'], {}, folder);
  const labels = Object.keys(mountsOf(acquired, folder)).filter((label) => label.endsWith('/Inline6CF80F9D'));
  expect(labels).toEqual([
    'Intake/Inline6CF80F9D',
    'IntakeNest78495119/Inline6CF80F9D',
    'Prod-Inner/Inline6CF80F9D',
  ]);
});

test.each([
  ['an empty folder', {}],
  ['a folder of texts', { 'notes.txt': 'x' }],
])('%s gives nothing and lists what was searched for', async (_, files) => {
  const folder = emptyFolder();
  write(folder, files);
  const acquired = await acquire(['.'], {}, folder);
  expect([acquired.functions, acquired.artifacts]).toEqual([[], []]);
  expect(acquired.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
  expect(acquired.problems[0]?.message).toContain('.serverless');
});

test('a file that is no artifact gives nothing', async () => {
  const folder = emptyFolder();
  write(folder, { 'notes.txt': 'x' });
  const { artifacts, problems } = await acquire(['notes.txt'], {}, folder);
  expect([artifacts.length, problems.length]).toEqual([0, 1]);
});

test('without the last resort only known outputs are found', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': code });
  const known = SOURCES.filter(({ id }) => id === 'cdk');
  const { artifacts } = await acquireFrom([...known, ...known], ['a.zip'], { bare: {}, cwd: folder });
  expect(artifacts).toEqual([]);
});

test.each<[string, string, BareFunction, string]>([
  ['a layer beside a template', '.aws-sam/build', { layers: ['layer.zip'] }, '--layer'],
  ['a handler beside a template', '.aws-sam/build', { handler: 'index.handler' }, '--handler index.handler'],
  ['a name beside a template', '.aws-sam/build', { name: 'pay' }, '--name pay'],
  ['a handler of a layer', 'layer.zip', { handler: 'index.handler' }, '--handler index.handler'],
])('%s that no function takes is refused', async (...[, target, { layers = [], ...bare }, flag]) => {
  const folder = stage('sam/intake');
  const layer = zipOf({ 'nodejs/node_modules/a/package.json': '{"name":"a","version":"1.0.0"}' });
  write(folder, { 'layer.zip': layer, 'fn.zip': code });
  const paths = layers.map((path) => join(folder, path));
  const given = { ...bare, layers: paths };
  await expect(acquire([target], given, folder)).rejects.toThrow(flag);
  const { functions } = await acquire([target, 'fn.zip'], given, folder);
  expect(functions).toContainEqual(expect.objectContaining(bare));
});
