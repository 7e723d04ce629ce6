import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireFrom } from '../../src/sources/acquire.js';
import { acquire, SOURCES } from '../../src/sources/index.js';
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
  expect(new Set(functions.map(({ id }) => id.split('#')[0]))).toEqual(
    new Set(['.aws-sam/build', '.netlify/functions', '.serverless']),
  );
});

test('the first folder on the way to an output leads to it', async () => {
  const folder = stage('sam/intake');
  const { functions } = await acquire(['.aws-sam'], {}, folder);
  expect(functions.map(({ id }) => id)).toContain('.aws-sam/build#StoreFunction');
});

test('two targets that share an artifact have it once', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': code, 'other/.keep': '' });
  symlinkSync('../a.zip', join(folder, 'other/a.zip'));
  const { artifacts, functions } = await acquire(['a.zip', 'other/a.zip', './a.zip', '*.zip'], {}, folder);
  expect(artifacts.map(({ path }) => path)).toEqual(['a.zip']);
  expect(functions).toHaveLength(1);
});

test('functions of one id stay two, with their problems', async () => {
  const folder = stage('terraform/state');
  write(folder, { 'screen.zip': code });
  write(folder, { 'copy/state.json': readFileSync(join(folder, 'state.json')) });
  const { functions, functionProblems } = await acquire(['state.json', 'copy/state.json'], {}, folder);
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:screen';
  expect(functions.map(({ id }) => id)).toEqual([arn, `${arn}~2`]);
  expect([...functionProblems.keys()]).toEqual([arn, `${arn}~2`]);
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
])('%s gives nothing and says what was looked for', async (_, files) => {
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
