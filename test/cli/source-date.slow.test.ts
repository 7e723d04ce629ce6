import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { sourceDate } from '../../src/cli/source-date.js';
import { REPORTERS } from '../../src/reporters/index.js';
import { PROJECT } from '../support/project-files.js';
import { LODASH, zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['0', '1970-01-01T00:00:00.000Z'],
  ['1767225600', '2026-01-01T00:00:00.000Z'],
])('%j is %j', (epoch, expected) => {
  expect(sourceDate({ SOURCE_DATE_EPOCH: epoch })?.toISOString()).toBe(expected);
});

test.each(['yesterday', '-1', '1.5', '1e9', '99999999999999', ' 1'])('%j is refused', (epoch) => {
  expect(() => sourceDate({ SOURCE_DATE_EPOCH: epoch })).toThrow('SOURCE_DATE_EPOCH is not a time');
});

/** A bundle of published packages, as a build makes it. */
async function bundleText(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "export { valid } from 'semver'; export { parse } from 'yaml'; export const handler = () => 1;",
      resolveDir: PROJECT,
    },
    bundle: true,
    minify: true,
    platform: 'node',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** All formats of one scan, by file name. */
function scanned(folder: string, out: string, ...options: readonly string[]): ReadonlyMap<string, string> {
  mkdirSync(join(folder, out));
  const outputs = REPORTERS.flatMap(({ id }) => ['--output', `${id}=${out}/${id}`]);
  const [main, account] = [join(PROJECT, 'dist/cli/main.js'), ['--account', '123456789012']];
  const argv = [main, 'scan', 'functions', '--fail-on', 'none', '--allow-incomplete', ...account];
  execFileSync(process.execPath, [...argv, '--region', 'eu-central-1', ...options, ...outputs], {
    cwd: folder,
    env: { ...process.env, SOURCE_DATE_EPOCH: '1767225600', XDG_DATA_HOME: join(folder, 'data') },
  });
  const files = readdirSync(join(folder, out));
  return new Map(files.map((file) => [file, readFileSync(join(folder, out, file), 'utf8')]));
}

test('the same input gives the same bytes in every format, whatever is stored and how many work', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'functions'));
  writeFileSync(join(folder, 'functions', 'a.zip'), zipOfFiles(LODASH));
  writeFileSync(join(folder, 'functions', 'b.zip'), zipOfFiles({ 'index.js': await bundleText() }));
  const alone = scanned(folder, 'alone', '--no-cache', '--jobs', '1');
  const stores = scanned(folder, 'stores', '--cache', join(folder, 'cache'), '--jobs', '4');
  const stored = scanned(folder, 'stored', '--cache', join(folder, 'cache'), '--jobs', '4');
  expect([...alone.keys()]).toHaveLength(REPORTERS.length);
  expect(alone.get('json')).toContain('"scannedAt": "2026-01-01T00:00:00.000Z"');
  const differing = [...alone.keys()].filter(
    (file) => alone.get(file) !== stores.get(file) || alone.get(file) !== stored.get(file),
  );
  expect(differing).toEqual([]);
});
