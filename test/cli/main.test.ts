import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '../../src/index.js';
import { TOOL } from '../../src/tool.js';
import { NEEDLE } from '../support/sample-signature.js';
import { LODASH, zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe('the command line', () => {
  function run(...argv: string[]): { code: number; stdout: string; stderr: string } {
    try {
      const stdout = execFileSync(process.execPath, [MAIN, ...argv], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data') },
      });
      return { code: 0, stdout, stderr: '' };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, stdout, stderr };
    }
  }

  it.each([
    [['scan', 'fn.zip'], 1],
    [['scan', 'fn.zip', '--fail-on', 'none'], 0],
    [['scan', 'broken.zip'], 4],
    [['scan', 'broken.zip', '--allow-incomplete'], 0],
    [['scan', 'nowhere.zip'], 2],
    [['scan', 'docs'], 3],
    [['scan'], 2],
    [['scan', 'fn.zip', '--db', 'nowhere'], 2],
    [['scan', 'fn.zip', '--format', 'odd'], 2],
    [['scan', 'fn.zip', '--no-such'], 2],
    [['dance'], 2],
    [['--version'], 0],
    [['scan', '--help'], 0],
  ])('%j exits %i', (argv, code) => {
    writeFileSync(join(folder, 'fn.zip'), zipOfFiles(LODASH));
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 nothing else');
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs', 'README.md'), '# Docs');
    expect(run(...argv).code).toBe(code);
  });

  it('the version is printed without the parser of command lines', () => {
    const coverage = join(folder, 'coverage');
    const env = { ...process.env, NODE_V8_COVERAGE: coverage };
    const printed = ['--version', '-V'].map((argument) =>
      execFileSync(process.execPath, [MAIN, argument], { env, encoding: 'utf8' }),
    );
    expect(printed).toEqual([`${TOOL.version}\n`, `${TOOL.version}\n`]);
    const runs = readdirSync(coverage).map((file) => readFileSync(join(coverage, file), 'utf8'));
    expect(runs).toHaveLength(2);
    for (const loaded of runs) {
      expect(loaded).toContain('dist/cli/main.js');
      expect(loaded).not.toContain('commander');
    }
  });

  it('a working folder that was removed is reported, not an internal error', () => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const script = 'rmdir "$1" && exec "$2" "$3" scan x.zip';
    const argv = ['-c', script, 'sh', gone, process.execPath, MAIN];
    const { status, stderr } = spawnSync('sh', argv, { cwd: gone, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('The current folder no longer exists.')]);
  });

  it('results go to stdout, everything else to stderr', () => {
    writeFileSync(join(folder, 'fn.zip'), zipOfFiles(LODASH));
    expect(JSON.parse(run('scan', 'fn.zip', '--format', 'json').stdout)).toMatchObject({ schemaVersion: 1 });
    const { stdout, stderr } = run('scan', 'nowhere.zip');
    expect(stdout).toBe('');
    expect(stderr).toContain('nowhere.zip');
  });

  it('a name in a message cannot steer the terminal', () => {
    const { stderr } = run('scan', 'no\u001b[31m\u202e.zip');
    expect(stderr).toContain('no\\u{1b}[31m\\u{202e}.zip');
    expect(stderr).not.toContain('\u001b');
  });

  it('writes further reports to files', () => {
    writeFileSync(join(folder, 'fn.zip'), zipOfFiles(LODASH));
    run('scan', 'fn.zip', '--output', 'json=report.json');
    expect(run('scan', 'fn.zip', '--output', 'json=no/such/folder.json').code).toBe(2);
    const written = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    expect(written.functions.map(({ name }) => name)).toEqual(['fn']);
  });

  it('an interrupt gives a valid report of what is known', async () => {
    for (let index = 0; index < 300; index += 1) {
      writeFileSync(join(folder, `fn${index}.zip`), zipOfFiles({ ...LODASH, 'x.js': `${index}` }));
    }
    const argv = [MAIN, 'scan', 'fn*.zip', '--format', 'json', '--jobs', '1', '--cache', 'results'];
    const child = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    // The first stored result shows that the scan has begun.
    await vi.waitUntil(() => existsSync(join(folder, 'results', 'analyses')), { timeout: 60_000 });
    child.kill('SIGINT');
    const report = JSON.parse(await text(child.stdout)) as Report;
    expect(report.options.finished).toBe(false);
    expect(report.functions).toHaveLength(300);
    expect(report.summary.complete).toBe(false);
  });

  it('stored results are counted and deleted', () => {
    writeFileSync(join(folder, 'fn.zip'), zipOfFiles(LODASH));
    run('scan', 'fn.zip');
    expect(run('cache', 'status').stdout).toContain('1 results');
    run('cache', 'prune', '--all');
    expect(run('cache', 'status').stdout).toContain('0 results');
  });

  it("a user's signature counts, and a broken one stops the scan with its place", () => {
    writeFileSync(join(folder, 'fn.zip'), zipOfFiles({ ...LODASH, 'evil.js': 'needle' }));
    mkdirSync(join(folder, 'rules', 'mine'), { recursive: true });
    const file = join(folder, 'rules', 'mine', 'needle.yaml');
    writeFileSync(file, NEEDLE);
    expect(run('signatures', 'test', 'rules').code).toBe(0);
    expect(run('scan', 'fn.zip', '--signatures', 'rules').stdout).toContain('needle');
    writeFileSync(file, NEEDLE.replace('kind: malware', 'kind: odd'));
    expect(run('signatures', 'test', 'rules').code).toBe(1);
    const { code, stderr } = run('scan', 'fn.zip', '--signatures', 'rules');
    expect([code, stderr]).toEqual([2, expect.stringContaining('needle.yaml:5')]);
  });
});
