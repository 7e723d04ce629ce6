import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { managerProjectOf } from '../../../src/cli/fix/manager-project.js';
import type { ProjectFacts } from '../../../src/cli/fix/fix-workspace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

interface Project {
  readonly manifest?: object;
  readonly lockfile?: string;
  readonly files?: Readonly<Record<string, string>>;
}

function projectOf({
  manifest = {},
  lockfile = "lockfileVersion: '9.0'\n",
  files = {},
}: Project): ProjectFacts {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) }))
    writeFileSync(join(folder, name), text);
  return {
    manager: 'pnpm',
    lockfile,
    overrides: null,
    allowMajor: false,
    folder,
    member: '',
    lockfilePath: join(folder, 'pnpm-lock.yaml'),
    namedManager: null,
  };
}

test('hands over manifest, lockfile, safe settings and the addresses of registries', () => {
  const texts = managerProjectOf(
    projectOf({
      manifest: { dependencies: { a: '^1.0.0', b: 'npm:c@2', d: 'catalog:' }, packageManager: 'pnpm@10.1.0' },
      files: {
        'pnpm-workspace.yaml': 'catalog:\n  d: ^1.0.0\n',
        '.npmrc':
          'registry=https://example.invalid/\nscript-shell=./evil.sh\n@own:registry = https://own.example.invalid/\n//own.example.invalid/:_authToken=${TOKEN}\n',
        '.pnpmfile.cjs': 'throw new Error();',
      },
    }),
    null,
  );
  expect(typeof texts === 'string' ? texts : [...texts]).toEqual([
    ['package.json', expect.stringContaining('"catalog:"')],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n"],
    [
      '.npmrc',
      'registry=https://example.invalid/\n@own:registry = https://own.example.invalid/\n//own.example.invalid/:_authToken=${TOKEN}',
    ],
    ['pnpm-workspace.yaml', 'catalog:\n  d: ^1.0.0\n'],
  ]);
});

test.each<[what: string, project: Project, reason: RegExp]>([
  ['the root of a workspace', { manifest: { workspaces: ['a'] } }, /workspace is not handed/],
  ['one of pnpm', { files: { 'pnpm-workspace.yaml': 'packages:\n- a\n' } }, /workspace is not handed/],
  [
    'a Git dependency',
    { manifest: { dependencies: { a: 'github:x/a' } } },
    /^a does not come from a registry/,
  ],
  [
    'a short Git dependency',
    { manifest: { devDependencies: { a: 'x/a' } } },
    /^a does not come from a registry/,
  ],
  ['a folder', { manifest: { dependencies: { a: 'file:../a' } } }, /^a does not come from a registry/],
  ['a locked Git package', { lockfile: 'resolution: {type: git}\n' }, /from Git/],
  [
    'code that settings load',
    { files: { 'pnpm-workspace.yaml': 'configDependencies:\n  x: 1\n' } },
    /configDependencies/,
  ],
  ['the same in the manifest', { manifest: { pnpm: { configDependencies: {} } } }, /configDependencies/],
  ['patches', { manifest: { pnpm: { patchedDependencies: {} } } }, /patchedDependencies/],
  [
    'a manager from elsewhere',
    { manifest: { packageManager: 'pnpm@https://example.invalid/x' } },
    /packageManager/,
  ],
])('refuses %s', (...[, project, reason]) => {
  expect(managerProjectOf(projectOf(project), null)).toMatch(reason);
});

test('refuses workspaces, and projects without a lockfile', () => {
  const facts = projectOf({});
  const overrides = { name: '../package.json', text: '{}', isYaml: false };
  expect(managerProjectOf({ ...facts, overrides }, null)).toMatch(/workspace/);
  expect(managerProjectOf({ ...facts, lockfile: null, lockfilePath: null }, null)).toMatch(/no lockfile/);
});
