import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readProjectFile } from './support/project-files.js';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly steps: readonly Step[] }>>;
}

const workflow = parse(readProjectFile('.github/workflows/release.yml')) as Workflow;
const [job] = Object.values(workflow.jobs);
const commands = (job?.steps ?? []).map(({ run = '' }) => run);

test('only a tag releases, and the job may do no more than publish', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  expect(workflow.permissions).toEqual({});
  expect(job?.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
  expect(readProjectFile('.github/workflows/release.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
});

test('nothing is published before it was tested and compared, and no script of a package runs', () => {
  const at = (words: string): number => commands.findIndex((command) => command.includes(words));
  const order = [
    'npm test',
    'release.mjs --check',
    'cyclonedx=',
    'sha256sum',
    'npm publish',
    'gh release',
  ].map(at);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
  expect(commands[at('npm publish')]).toContain('--provenance');
  expect(commands.join('\n')).not.toMatch(/npm (?:ci|install)(?!.*--ignore-scripts)/);
});

test('the files that its commands run are there', () => {
  const files = commands.flatMap((command) => command.match(/scripts\/[\w-]+\.mjs/g) ?? []);
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) expect(readProjectFile(file)).not.toBe('');
});
