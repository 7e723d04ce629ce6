import { build, transform } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { looksBundled } from '../../src/inventory/bundle-marks.js';
import { PROJECT } from '../support/project-files.js';

/** Files of `src` that scripts write. */
const WRITTEN_BY_SCRIPTS = new Set([
  'src/ecosystems/npm/popular-names.ts',
  'src/policy/spdx-ids.ts',
  'src/reporters/html/page.ts',
]);

/** Hand-written sources: those of this project, and of packages that publish their sources. */
function handWritten(): string[] {
  const folders = [
    'src',
    'scripts',
    ...['pacote/lib', 'semver', 'npm-package-arg/lib', 'ssri/lib', 'commander/lib'].map(
      (name) => `node_modules/${name}`,
    ),
  ];
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.includes('node_modules/'))
      .map((name) => join(folder, name))
      .filter((path) => !WRITTEN_BY_SCRIPTS.has(path)),
  );
}

test('fewer than one in a hundred hand-written files counts as a bundle', () => {
  const files = handWritten();
  const taken = files.filter((path) => looksBundled(path, readFileSync(join(PROJECT, path))));
  expect(files.length).toBeGreaterThan(300);
  expect(taken.length / files.length).toBeLessThan(0.01);
});

describe('pieces of a split and minified build', () => {
  let chunks: readonly { readonly path: string; readonly contents: Uint8Array }[] = [];
  beforeAll(async () => {
    const entry = (names: string): string =>
      names
        .split(' ')
        .map((name) => `export * from '${name}';`)
        .join('');
    const { outputFiles } = await build({
      absWorkingDir: PROJECT,
      entryPoints: ['one', 'two'],
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      write: false,
      outdir: 'out',
      logLevel: 'silent',
      plugins: [
        {
          name: 'entries',
          setup(bundler) {
            const texts = new Map([
              ['one', entry('yaml p-limit')],
              ['two', entry('p-limit semver')],
            ]);
            bundler.onResolve({ filter: /^(?:one|two)$/ }, ({ path }) => ({ path, namespace: 'entry' }));
            bundler.onLoad({ filter: /./, namespace: 'entry' }, ({ path }) => ({
              contents: texts.get(path) ?? '',
              resolveDir: PROJECT,
            }));
          },
        },
      ],
    });
    chunks = outputFiles;
  });

  test('there are several, and small ones', () => {
    expect(chunks.filter(({ contents }) => contents.length < 4096).length).toBeGreaterThan(0);
  });

  test('all of half a kilobyte and more are seen to be bundled', () => {
    const missed = chunks.filter(
      ({ path, contents }) => contents.length >= 512 && !looksBundled(path, contents),
    );
    expect(missed.map(({ path }) => path)).toEqual([]);
  });
});

test('a small minified file is seen by its density, the same in lines is not', async () => {
  const source = readFileSync(join(PROJECT, 'node_modules/p-limit/index.js'), 'utf8');
  const { code } = await transform(source, { minify: true });
  expect(code.length).toBeLessThan(4096);
  expect([looksBundled('a.js', Buffer.from(code)), looksBundled('a.js', Buffer.from(source))]).toEqual([
    true,
    false,
  ]);
});

const LINES = 'const value = compute(input, options);\n'.repeat(200);

test.each([
  ['names that rollup changed', `${LINES}const a$1 = b$1(c$1);\n`, true],
  ['one such name, as generated code has', `${LINES}const a$1 = a$1(a$2);\n`, false],
  ['a region of rolldown', `${LINES}//#region node_modules/.pnpm/ms@2.1.3/node_modules/ms/index.js\n`, true],
  ['a region that a person folds', `${LINES}//#region Helpers\n`, false],
  ["rollup's helper for CommonJS", `${LINES}function getDefaultExportFromCjs (x) {}\n`, true],
  ['nothing', LINES, false],
])('%s', (_, text, expected) => {
  expect(looksBundled('src/index.js', Buffer.from(text))).toBe(expected);
});

test.each([
  ['index-BtdTMqpM.js', true],
  ['chunks/chunk-3VE4WK5J.js', true],
  ['pathe.M-eThtNZ.mjs', true],
  ['user-settings.js', false],
  ['parse-Document.js', false],
  ['a.component.js', false],
])('%s is the name of a chunk: %s', (path, expected) => {
  expect(looksBundled(path, Buffer.from('export const a = 1;\n'))).toBe(expected);
});

test.each([
  ['esbuild', '"use strict";\n// node_modules/trim/index.js\nvar a = 1;\n', true],
  ['pnpm and esbuild', '  // ../node_modules/.pnpm/trim@0.0.1/node_modules/trim/index.js\n', true],
  ['a wrapper of CommonJS', 'var a = __commonJS({ "x.js"() {} });\n', true],
  ['a sentence about the folder', '// Looks into node_modules/ first.\nvar a = 1;\n', false],
  [
    'a path in the code',
    "import path from 'node:path';\nexport const a = path.join('/opt', '/node_modules/');\n",
    false,
  ],
])('a file of any size counts as a bundle by marks that only bundlers write: %s', (_, text, expected) => {
  expect(looksBundled('src/index.js', Buffer.from(text))).toBe(expected);
});
