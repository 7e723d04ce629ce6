import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_INVENTORY } from '../../src/model/index.js';
import {
  cacheFileOf,
  cacheStatus,
  packageFileOf,
  pruneCache,
  readCached,
  writeCached,
  writeStored,
} from '../../src/workers/analysis-cache.js';

const ANALYSIS = {
  inventory: { ...NO_INVENTORY, unresolvedImports: [{ name: 'x', by: 'package' as const }] },
  findings: [],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowaway-cache-'));
});

describe('stored results', () => {
  it('what was found in packages is deleted with them, and is no result of its own', async () => {
    await writeCached(cacheFileOf(folder, 'a'.repeat(64), []), ANALYSIS);
    await writeStored(packageFileOf(folder, 'lodash'), { digest: 'd' });
    expect(await cacheStatus(folder)).toMatchObject({ entries: 1 });
    expect(await pruneCache(folder, { maxBytes: 0, maxAgeDays: 0 })).toMatchObject({ entries: 1 });
    expect(await cacheStatus(folder)).toMatchObject({ entries: 0, bytes: 0 });
  });

  it('come back as they were', async () => {
    const file = cacheFileOf(folder, 'a'.repeat(64), []);
    await writeCached(file, ANALYSIS);
    expect(await readCached(file)).toEqual(ANALYSIS);
  });

  it('a damaged one is ignored', async () => {
    const file = cacheFileOf(folder, 'a'.repeat(64), []);
    await writeCached(file, ANALYSIS);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"x"', '"y"'));
    expect(await readCached(file)).toBeUndefined();
  });

  it.each(['null', '{}', '[]', '{"inventory":{"packages":[]},"findings":[]}'])(
    'one that is whole but no analysis (%s) is none',
    async (body) => {
      const file = cacheFileOf(folder, 'a'.repeat(64), []);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${createHash('sha256').update(body).digest('hex')}\n${body}`);
      expect(await readCached(file)).toBeUndefined();
    },
  );

  it.skipIf(process.platform === 'win32')('a link or a pipe in place of one is ignored', async () => {
    const file = cacheFileOf(folder, 'a'.repeat(64), []);
    await writeCached(file, ANALYSIS);
    renameSync(file, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), file);
    expect(await readCached(file)).toBeUndefined();
    rmSync(file);
    spawnSync('mkfifo', [file]);
    expect(await readCached(file)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('can be read by their owner only', async () => {
    const file = cacheFileOf(join(folder, 'cache'), 'a'.repeat(64), []);
    await writeCached(file, ANALYSIS);
    const modes = [file, dirname(file), join(folder, 'cache')].map((path) => statSync(path).mode & 0o077);
    expect(modes).toEqual([0, 0, 0]);
  });

  it('nothing that a link leads to is counted or deleted', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'stowaway-elsewhere-'));
    writeFileSync(join(elsewhere, 'kept'), 'x');
    mkdirSync(join(folder, 'analyses'));
    symlinkSync(elsewhere, join(folder, 'analyses', 'link'));
    symlinkSync(elsewhere, join(folder, 'registry'));
    expect(await cacheStatus(folder)).toMatchObject({ entries: 0 });
    await pruneCache(folder, { maxBytes: 0, maxAgeDays: 0 });
    expect(readdirSync(elsewhere)).toEqual(['kept']);
  });

  it('depend on everything that the result depends on', () => {
    const files = [[], ['layer'], [{ maxEntries: 5 }]].map((dependsOn) =>
      cacheFileOf(folder, 'a'.repeat(64), dependsOn),
    );
    expect(new Set([...files, cacheFileOf(folder, 'b'.repeat(64), [])]).size).toBe(4);
  });

  it('a folder that cannot be written costs nothing but the result', async () => {
    const file = join(folder, 'occupied');
    writeFileSync(file, '');
    await writeCached(join(file, 'x.json'), ANALYSIS);
    expect(readdirSync(folder)).toEqual(['occupied']);
  });

  it('a folder below /proc is refused and not waited for', async () => {
    const file = '/proc/no-such/cache/x.json';
    await writeCached(file, ANALYSIS);
    expect(await readCached(file)).toBeUndefined();
  });

  it('the least recently used go first, and all that are old', async () => {
    for (const name of ['1', '2', '3']) await writeCached(cacheFileOf(folder, name, []), ANALYSIS);
    await readCached(cacheFileOf(folder, '1', []));
    const { bytes } = await cacheStatus(folder);
    await pruneCache(folder, { maxBytes: bytes - 1 });
    expect(await cacheStatus(folder)).toMatchObject({ entries: 2 });
    expect(await readCached(cacheFileOf(folder, '1', []))).toEqual(ANALYSIS);
    await pruneCache(folder, { now: Date.now() + 31 * 24 * 3600 * 1000 });
    expect(await cacheStatus(folder)).toMatchObject({ entries: 0 });
  });

  it('published packages are counted and pruned with them', async () => {
    mkdirSync(join(folder, 'registry', 'content'), { recursive: true });
    writeFileSync(join(folder, 'registry', 'content', 'tarball'), 'abc');
    expect(await cacheStatus(folder)).toMatchObject({ entries: 1, bytes: 3 });
    expect(await pruneCache(folder, { maxBytes: 0, maxAgeDays: 0 })).toMatchObject({ entries: 1 });
    expect(readdirSync(join(folder, 'registry', 'content'))).toEqual([]);
  });
});
