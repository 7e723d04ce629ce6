import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scan, type FunctionReport, type Report, type ScanOptions } from '../src/index.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { writeDatabase } from './support/advisory-database.js';
import { recordOf } from './support/osv-records.js';
import { longToParse } from './support/long-to-parse.js';
import { LODASH, zipOfFiles } from './support/sample-functions.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function writeZip(name: string, files: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, name), zipOfFiles(files));
}

function report(targets: readonly string[], options: Partial<ScanOptions> = {}): Promise<Report> {
  return scan({ targets, cwd: folder, now: new Date('2026-05-05T00:00:00Z'), ...options }).report;
}

describe('scan', () => {
  it('lists the packages of a function and its findings', async () => {
    writeZip('fn.zip', LODASH);
    const { artifacts, functions, summary } = await report(['fn.zip']);
    expect(artifacts[0]?.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/lodash@4.17.20']);
    expect(artifacts[0]?.findings.map(({ rule }) => rule)).toContain('GHSA-35jh-r3h4-6jhm');
    expect(functions.map(({ name, findings }) => [name, findings.length > 0])).toEqual([['fn', true]]);
    expect(summary).toMatchObject({ functions: 1, artifacts: 1, packages: 1, complete: true });
  });

  it("has Lambda's CodeSha256 of a zip, and none of a folder", async () => {
    const bytes = zipOfFiles(LODASH);
    writeFileSync(join(folder, 'fn.zip'), bytes);
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'app', 'index.js'), '1');
    const { artifacts } = await report(['fn.zip', 'app']);
    expect(artifacts.map(({ path, codeSha256 }) => [path, codeSha256])).toEqual([
      ['fn.zip', createHash('sha256').update(bytes).digest('base64')],
      ['app', undefined],
    ]);
  });

  it('is the same twice, from the stored result too', async () => {
    writeZip('fn.zip', LODASH);
    const cache = temporaryFolder();
    const first = await report(['fn.zip'], { cache });
    expect(await report(['fn.zip'], { cache })).toEqual(first);
    expect(await report(['fn.zip'])).toEqual(first);
  });

  it('looks up in current advisories whether a folder is a copy of a package, for a stored result too', async () => {
    const manifest = JSON.stringify({ name: 'left', version: '3.3.6' });
    writeZip('fn.zip', { 'index.js': '1', 'lib/left/package.json': manifest, 'lib/left/index.js': '1' });
    const cache = temporaryFolder();
    const [before] = (await report(['fn.zip'], { cache })).artifacts;
    expect([before?.packages, before?.findings]).toEqual([[], []]);
    expect(before?.problems).toMatchObject([{ path: 'lib/left/package.json', affectsCompleteness: false }]);
    const db = temporaryFolder();
    writeDatabase(db, [recordOf({ id: 'MAL-2026-1', name: 'left', versions: ['3.3.6'] })]);
    const [after] = (await report(['fn.zip'], { cache, db })).artifacts;
    expect(after?.packages).toMatchObject([{ name: 'left', version: '3.3.6', presence: 'vendored' }]);
    expect(after?.findings).toMatchObject([
      { rule: 'MAL-2026-1', severity: 'critical', certainty: 'certain' },
    ]);
    expect(after?.problems).toEqual([]);
  });

  it('the same bytes under two names are one artifact of two functions', async () => {
    writeZip('a.zip', LODASH);
    writeZip('b.zip', LODASH);
    const { artifacts, functions } = await report(['a.zip', 'b.zip']);
    expect(artifacts).toHaveLength(1);
    expect(functions.map(({ mounts }) => mounts[0]?.artifact)).toEqual([artifacts[0]?.id, artifacts[0]?.id]);
  });

  it.each([
    ['nothing more', {}, true],
    ['what bundles depend on', { closure: true }, false],
    ['what is published', { verify: 'known' }, false],
    ['both, from the cache', { verify: 'known', closure: true, offline: true }, true],
  ] as const)('with %s requested, it reports whether it used the network', async (_, asked, offline) => {
    writeZip('fn.zip', { 'index.js': 'exports.handler = 1;' });
    expect((await report(['fn.zip'], asked)).options.offline).toBe(offline);
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

  it('an analysis that makes no progress is a problem, not a hang', async () => {
    writeZip('fn.zip', { 'index.js': longToParse() });
    const { artifacts, summary } = await report(['fn.zip'], { limits: { maxMillis: 20 } });
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

  it('interrupted, it reports its results as incomplete', async () => {
    writeZip('fn.zip', LODASH);
    const { options, summary, functions } = await report(['fn.zip'], { signal: AbortSignal.abort() });
    expect(options.finished).toBe(false);
    expect(summary.complete).toBe(false);
    expect(functions[0]?.reasons.join()).toContain('interrupted');
  });

  it('a missing target is an error that names it, and so is no target', async () => {
    await expect(report(['nowhere.zip'])).rejects.toMatchObject({ code: 'not-found' });
    await expect(report([])).rejects.toMatchObject({ code: 'usage' });
  });
});
