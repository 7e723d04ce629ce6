import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/index.js';
import { FRAMEWORKS, startingFiles } from '../../src/init/index.js';
import { readProjectFile } from '../support/project-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLE = readProjectFile('examples/pull-request.yml');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: { readonly push: { readonly branches: readonly string[] } };
  readonly jobs: { readonly scan: { readonly steps: readonly Step[] } };
}

function started(files: Readonly<Record<string, string>>, framework: string | null = null) {
  const project = {
    names: new Set(Object.keys(files)),
    readText: (path: string) => files[path] ?? null,
  };
  const { files: written, ...rest } = startingFiles(project, { framework, workflow: EXAMPLE });
  const workflow = parse(written.get('.github/workflows/stowaway.yml') ?? '') as Workflow;
  const { steps } = workflow.jobs.scan;
  return {
    ...rest,
    workflow,
    runs: steps.flatMap(({ run }) => run ?? []),
    path: steps.find(({ uses }) => uses?.startsWith('OWNER/stowaway'))?.with?.['path'],
  };
}

test.each<[file: string, text: string, id: string, build: string, path: string]>([
  ['cdk.json', '', 'cdk', 'npx cdk synth --quiet', 'cdk.out'],
  ['samconfig.toml', '', 'sam', 'sam build', '.aws-sam/build'],
  ['template.yml', 'Transform: AWS::Serverless-2016-10-31', 'sam', 'sam build', '.aws-sam/build'],
  ['serverless.ts', '', 'serverless', 'npx serverless package', '.serverless'],
  ['vercel.json', '', 'vercel', 'npx vercel build', '.vercel/output'],
  ['netlify.toml', '', 'netlify', 'npx netlify build --offline', '.netlify/functions'],
  ['wrangler.jsonc', '', 'cloudflare', 'npx wrangler deploy --dry-run --outdir dist', 'dist'],
  ['host.json', '', 'azure', 'npm run build --if-present', '.'],
  ['main.tf', '', 'terraform', 'terraform show -json stowaway.tfplan > plan.json', 'plan.json'],
  // Somebody else's template.
  ['template.yaml', 'hello', 'plain', 'npm run build --if-present', '.'],
])('%s (%j) is %s: %s, then %s', (...[file, text, id, build, path]) => {
  const { framework, runs, path: scanned } = started({ [file]: text, 'package.json': '{}' });
  expect([framework.id, runs.at(-1), scanned]).toEqual([id, build, path]);
});

describe('the workflow', () => {
  test.each([
    ['package-lock.json', 'npm ci --ignore-scripts'],
    ['pnpm-lock.yaml', 'npx pnpm install --frozen-lockfile --ignore-scripts'],
    ['bun.lock', 'npx bun install --frozen-lockfile --ignore-scripts'],
  ])('installs by %s', (lockfile, command) => {
    expect(started({ 'package.json': '{}', [lockfile]: '' }).runs[0]).toBe(command);
  });

  test('installs nothing where there is nothing to install', () => {
    expect(started({}).runs).toEqual([]);
  });

  test.each([
    ['ref: refs/remotes/origin/trunk\n', 'trunk'],
    ['ref: refs/remotes/origin/a]: {\n', 'main'],
    ['', 'main'],
  ])('is for the branch that the clone names: %j', (head, branch) => {
    expect(started({ '.git/refs/remotes/origin/HEAD': head }).workflow.on.push.branches).toEqual([branch]);
  });

  test('is otherwise the example', () => {
    const steps = (text: string) =>
      (parse(text) as Workflow).jobs.scan.steps.map(({ uses }) => uses).filter(Boolean);
    expect(started({}).workflow.jobs.scan.steps.map(({ uses }) => uses)).toEqual(steps(EXAMPLE));
  });
});

test('a framework that the user names is not searched for', () => {
  expect(started({ 'cdk.json': '' }, 'sam').framework.id).toBe('sam');
  expect(new Set(FRAMEWORKS.map(({ id }) => id)).size).toBe(FRAMEWORKS.length);
});

test('the configuration is one', async () => {
  const folder = temporaryFolder();
  const { files } = startingFiles(
    { names: new Set(), readText: () => null },
    { framework: null, workflow: null },
  );
  expect([...files.keys()]).toEqual(['stowaway.config.yaml']);
  const text = files.get('stowaway.config.yaml') ?? '';
  // Commented-out lines have to be valid, too.
  for (const [at, config] of [text, text.replaceAll(/^# (ignore| {2})/gm, '$1')].entries()) {
    const file = join(folder, `${at}.yaml`);
    writeFileSync(file, config);
    await expect(loadConfig({ cwd: folder, file })).resolves.toMatchObject({
      policy: { ignore: { length: at } },
    });
  }
});
