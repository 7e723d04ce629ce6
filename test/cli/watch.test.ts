import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LODASH, zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

/** Resolves once a program has written some words; everything that it wrote until then goes. */
function reader(child: ChildProcess): (words: string) => Promise<string> {
  let text = '';
  let look: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
      look();
    });
  }
  return (words) =>
    new Promise((resolve) => {
      look = () => {
        if (!text.includes(words)) return;
        resolve(text);
        text = '';
      };
      look();
    });
}

test(
  'new and fixed findings of a change are reported, and a broken build does not end it',
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    const zip = join(folder, 'fn.zip');
    writeFileSync(zip, zipOfFiles(LODASH));
    const env = {
      ...process.env,
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
    };
    const argv = [MAIN, 'scan', 'fn.zip', '--watch', '--output', 'json=report.json'];
    const child = spawn(process.execPath, argv, { cwd: folder, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const until = reader(child);

    expect(await until('Watching for changes')).toContain('lodash');
    rmSync(zip);
    await until('There is nothing to scan');
    writeFileSync(zip, zipOfFiles({ 'index.js': 'exports.handler = () => 1;' }));
    expect(await until('Packages')).toMatch(/Fixed[^]*lodash/);
    writeFileSync(zip, zipOfFiles(LODASH));
    expect(await until('Packages')).toMatch(/New[^]*lodash/);
    writeFileSync(zip, zipOfFiles(LODASH));
    await until('nothing new, nothing fixed');

    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  },
);

test('other formats than text are for files', () => {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'scan', '.', '--watch', '--format', 'json'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('--watch prints text only')]);
});
