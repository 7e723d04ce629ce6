import { expect, test } from 'vitest';
import { acquire } from '../../../src/sources/index.js';
import { emptyFolder, write } from '../stage-fixture.js';

const SHOW = 'terraform show -json tfplan > plan.json';

test.each([
  ['only configuration', { 'main.tf': '' }, SHOW],
  ['a raw state', { 'terraform.tfstate': '{}' }, SHOW],
  [
    'a plan as JSON',
    { 'plan.json': '{"format_version":"1.2","planned_values":{}}' },
    'Scan the plan or state itself: plan.json.',
  ],
  ["the Serverless Framework's configuration", { 'serverless.yml': '' }, 'Run "serverless package"'],
  ['nothing of a known tool', { 'notes.txt': '' }, 'Build or package the functions first.'],
])('a folder with %s: what to do', async (_, files, advice) => {
  const folder = emptyFolder();
  write(folder, files);
  const { functions, problems } = await acquire(['.'], {}, folder);
  expect(functions).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(advice)]);
});
