import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readActionManifest } from '../support/action-runner.js';
import { filesBelow, readProjectFile } from '../support/project-files.js';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>
  >;
}

const workflows = filesBelow('examples').filter((path) => path.endsWith('.yml'));

test('there are examples', () => {
  expect(workflows).toContain('examples/pull-request.yml');
});

test.each(workflows)('%s gives the action its declared inputs, and uses its declared outputs', (path) => {
  const text = readProjectFile(path);
  const { inputs, outputs } = readActionManifest();
  const steps = Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps);
  const given = steps.filter(({ uses }) => uses?.startsWith('OWNER/stowaway@') === true);
  const used = given.flatMap((step) => Object.keys(step.with ?? {}));
  const taken = [...text.matchAll(/steps\.stowaway\.outputs\.([\w-]+)/g)].map(([, name]) => name ?? '');
  expect(used.filter((name) => !(name in inputs))).toEqual([]);
  expect(taken.filter((name) => !(name in outputs))).toEqual([]);
});

test.each(workflows)('%s may do no more than it needs', (path) => {
  expect((parse(readProjectFile(path)) as Workflow).permissions).toEqual({ contents: 'read' });
});

test.each([
  ['db', 'update'],
  ['sweep', ''],
])('the nightly sweep uses options that `stowaway %s %s` has', (command, subcommand) => {
  const words = [command, subcommand].filter((word) => word !== '');
  const line = readProjectFile('examples/nightly-sweep.yml')
    .split('\n')
    .find((each) => each.includes(`npx stowaway ${words.join(' ')}`));
  const used = [...(line ?? '').matchAll(/--[\w-]+/g)].map(([flag]) => flag);
  const help = execFileSync(process.execPath, ['dist/cli/main.js', ...words, '--help'], { encoding: 'utf8' });
  expect(used).not.toEqual([]);
  expect(used.filter((flag) => !help.includes(`${flag} `))).toEqual([]);
});
