import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, test } from 'vitest';
import { BUILD_SCRIPTS, installationOf } from '../../../scripts/action/installation.mjs';
import { digestOfSources } from '../../../scripts/action/source-files.mjs';
import { checkOutAction } from '../../support/action-job.js';
import { PROJECT } from '../../support/project-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

let commit: string;

function put(path: string, content: string): void {
  mkdirSync(join(commit, path, '..'), { recursive: true });
  writeFileSync(join(commit, path), content);
}

function putPublished(fields: object): void {
  const right = { version: '0.1.0', integrity: INTEGRITY, sources: digestOfSources(commit) };
  put('published.json', JSON.stringify({ ...right, ...fields }));
}

beforeEach(() => {
  commit = temporaryFolder();
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(PROJECT, name), join(commit, name));
  put('src/index.ts', 'export const ONE = 1;\n');
});

it('is the release where a commit has one, by its SHA-512', () => {
  putPublished({});
  const { builds, manifest, lockfile } = installationOf(commit);
  expect([builds, manifest.dependencies]).toEqual([false, { stowaway: '0.1.0' }]);
  expect(lockfile.packages['node_modules/stowaway']?.integrity).toBe(INTEGRITY);
});

test.each<[what: string, change: () => void]>([
  ['nothing was released', () => undefined],
  ['another version was released', () => putPublished({ version: '0.0.9' })],
  ['the release has a weak hash', () => putPublished({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })],
  ['the release has several hashes', () => putPublished({ integrity: `${INTEGRITY} sha1-2jmj7l5rSw0=` })],
  ['the release has no hash', () => putPublished({ integrity: undefined })],
  [
    'a source changed after the release',
    () => {
      putPublished({});
      put('src/index.ts', 'export const ONE = 2;\n');
    },
  ],
  [
    'a source was added after the release',
    () => {
      putPublished({});
      put('signatures/new.yaml', '');
    },
  ],
])('is a build of the commit where %s', (...[, change]) => {
  change();
  const { builds, manifest, lockfile } = installationOf(commit);
  expect([builds, Object.keys(manifest.dependencies)]).toEqual([
    true,
    expect.arrayContaining(['acorn', 'esbuild', 'preact', 'tree-sitter-python']),
  ]);
  expect(lockfile.packages).not.toHaveProperty('node_modules/stowaway');
});

it('does not count output of a build as source', () => {
  putPublished({});
  put('src/reporters/html/page.ts', 'made');
  put('data/signatures.json', '{}');
  put('dist/index.js', '');
  put('published.json.old', '');
  expect(installationOf(commit).builds).toBe(false);
});

it('has a SHA-512 for every package', () => {
  putPublished({});
  const { '': _, ...packages } = installationOf(commit).lockfile.packages;
  const without = Object.entries(packages).filter(
    ([, { integrity = '' }]) => !integrity.startsWith('sha512-'),
  );
  expect(without).toEqual([]);
});

test('a commit is built by the scripts of `npm run build`, but for the compiler', () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const built = BUILD_SCRIPTS.map((script) => `node scripts/${script}.mjs`).join(' && ');
  expect(built.replace('node scripts/transpile.mjs', 'tsc -p tsconfig.build.json')).toBe(scripts['build']);
});

test('a commit has the digest of the folder that it is checked out to', () => {
  checkOutAction(commit);
  expect(digestOfSources(commit)).toBe(digestOfSources(PROJECT));
});
