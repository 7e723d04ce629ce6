import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT } from '../../support/project-files.js';
import { benchModule } from './bench-module.js';

interface Application {
  readonly id: string;
  readonly builds?: readonly string[];
}
const { requireSealed, APPS } = await benchModule<{
  readonly requireSealed: (text: string, kind: string, seal: Record<string, string>) => void;
  readonly APPS: readonly Application[];
}>('application-list.mjs');
const { buildsOf } = await benchModule<{
  readonly buildsOf: (app: { builds?: readonly string[] }) => [string, string][];
}>('bundlers/index.mjs');

const SEAL = { list: createHash('sha256').update('apps').digest('hex') };

it('accepts the sealed list and no other', () => {
  expect(() => requireSealed('apps', 'list', SEAL)).not.toThrow();
  expect(() => requireSealed('apps ', 'list', SEAL)).toThrow('The sealed list is another one');
  expect(() => requireSealed('apps', 'truth', SEAL)).toThrow('The sealed truth is another one');
});

it('scores no list that has another hash than the committed one', () => {
  const list = join(mkdtempSync(join(tmpdir(), 'sealed-')), 'apps.json');
  writeFileSync(list, '{ "apps": [] }');
  const command = [`${PROJECT}bench/bundles/score.mjs`, '--set', 'sealed', '--list', list];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(status).not.toBe(0);
  expect(stderr).toContain('The sealed list is another one');
});

it('builds all pairs of bundler and variant, or those that an application names', () => {
  expect(buildsOf({})).toHaveLength(42);
  expect(buildsOf({ builds: ['bun-esm', 'esbuild-plain'] })).toEqual([
    ['esbuild', 'plain'],
    ['bun', 'esm'],
  ]);
});

it('describes applications once, with builds that exist', () => {
  const ids = APPS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const app of APPS) expect(buildsOf(app)).toHaveLength(app.builds?.length ?? 42);
});
