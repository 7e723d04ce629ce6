import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scan, type FunctionReport, type Report, type ScanOptions } from '../src/index.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { buildZip } from './support/zip-builder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function writeZip(name: string, files: Readonly<Record<string, string>>): void {
  writeFileSync(
    join(folder, name),
    buildZip(Object.entries(files).map(([path, content]) => ({ name: path, content }))),
  );
}

const LODASH = {
  'index.js': "exports.handler = async () => require('lodash').VERSION;",
  'package.json': '{"name":"app","dependencies":{"lodash":"^4.17.0"}}',
  'node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.20"}',
  'node_modules/lodash/lodash.js': 'module.exports = {};',
};

function report(targets: readonly string[], options: Partial<ScanOptions> = {}): Promise<Report> {
  return scan({ targets, cwd: folder, now: new Date('2026-05-05T00:00:00Z'), ...options }).report;
}

describe('scan', () => {
  it('names what is in a function and what is wrong with it', async () => {
    writeZip('fn.zip', LODASH);
    const { artifacts, functions, summary } = await report(['fn.zip']);
    expect(artifacts[0]?.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/lodash@4.17.20']);
    expect(artifacts[0]?.findings.map(({ rule }) => rule)).toContain('GHSA-35jh-r3h4-6jhm');
    expect(functions.map(({ name, findings }) => [name, findings.length > 0])).toEqual([['fn', true]]);
    expect(summary).toMatchObject({ functions: 1, artifacts: 1, packages: 1, complete: true });
  });

  it('is the same twice, from the stored result too', async () => {
    writeZip('fn.zip', LODASH);
    const cache = temporaryFolder();
    const first = await report(['fn.zip'], { cache });
    expect(await report(['fn.zip'], { cache })).toEqual(first);
    expect(await report(['fn.zip'])).toEqual(first);
  });

  it('the same bytes under two names are one artifact of two functions', async () => {
    writeZip('a.zip', LODASH);
    writeZip('b.zip', LODASH);
    const { artifacts, functions } = await report(['a.zip', 'b.zip']);
    expect(artifacts).toHaveLength(1);
    expect(functions.map(({ mounts }) => mounts[0]?.artifact)).toEqual([artifacts[0]?.id, artifacts[0]?.id]);
  });

  it('yields functions as they are finished', async () => {
    for (const name of ['a', 'b', 'c']) writeZip(`${name}.zip`, { ...LODASH, 'x.js': name });
    const seen: FunctionReport[] = [];
    for await (const fn of scan({ targets: ['*.zip'], cwd: folder })) seen.push(fn);
    expect(seen.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });

  it('a broken artifact makes the report incomplete and hides nothing of the others', async () => {
    writeZip('good.zip', LODASH);
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 nothing else');
    const { functions, summary } = await report(['good.zip', 'broken.zip']);
    expect(functions.map(({ name, complete }) => [name, complete])).toEqual([
      ['good', true],
      ['broken', false],
    ]);
    expect(summary.complete).toBe(false);
  });

  it('what takes too long is a problem, not a hang', async () => {
    writeZip('fn.zip', LODASH);
    const { artifacts, summary } = await report(['fn.zip'], { limits: { maxMillis: 1 } });
    expect(artifacts[0]?.problems.map(({ code }) => code)).toEqual(['timed-out']);
    expect(summary.complete).toBe(false);
  });

  it('an artifact that needs too much memory is a problem, and the next one is read', async () => {
    writeZip('large.zip', { 'package.json': `{"a":[${'{},'.repeat(3_000_000)}{}]}`, 'index.js': '' });
    writeZip('small.zip', LODASH);
    const { artifacts } = await report(['large.zip', 'small.zip'], {
      limits: { maxHeapMegabytes: 64 },
      jobs: 1,
    });
    expect(
      artifacts.map(
        ({ problems }) => problems.filter(({ affectsCompleteness }) => affectsCompleteness).length > 0,
      ),
    ).toEqual([true, false]);
  });

  it('interrupted, it reports what it knows and that it is not all', async () => {
    writeZip('fn.zip', LODASH);
    const { options, summary, functions } = await report(['fn.zip'], { signal: AbortSignal.abort() });
    expect(options.finished).toBe(false);
    expect(summary.complete).toBe(false);
    expect(functions[0]?.reasons.join()).toContain('interrupted');
  });

  it('a target that is not there is an error that says so', async () => {
    await expect(report(['nowhere.zip'])).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the command line', () => {
  function run(...argv: string[]): { code: number; stdout: string; stderr: string } {
    try {
      const stdout = execFileSync(
        process.execPath,
        [join(import.meta.dirname, '../dist/cli/main.js'), ...argv],
        {
          cwd: folder,
          encoding: 'utf8',
          stdio: 'pipe',
          env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data') },
        },
      );
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
    [['scan', 'fn.zip', '--format', 'odd'], 2],
    [['scan', 'fn.zip', '--no-such'], 2],
    [['dance'], 2],
    [['--version'], 0],
    [['scan', '--help'], 0],
  ])('%j exits %i', (argv, code) => {
    writeZip('fn.zip', LODASH);
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 nothing else');
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs', 'README.md'), '# Docs');
    expect(run(...argv).code).toBe(code);
  });

  it('results go to stdout, everything else to stderr', () => {
    writeZip('fn.zip', LODASH);
    expect(JSON.parse(run('scan', 'fn.zip', '--format', 'json').stdout)).toMatchObject({ schemaVersion: 1 });
    const { stdout, stderr } = run('scan', 'nowhere.zip');
    expect(stdout).toBe('');
    expect(stderr).toContain('nowhere.zip');
  });

  it('writes further reports to files', () => {
    writeZip('fn.zip', LODASH);
    run('scan', 'fn.zip', '--output', 'json=report.json');
    expect(run('scan', 'fn.zip', '--output', 'json=no/such/folder.json').code).toBe(2);
    const written = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    expect(written.functions.map(({ name }) => name)).toEqual(['fn']);
  });
});
