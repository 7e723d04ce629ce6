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
type Seal = Readonly<Record<string, string>>;
const { requireSealed, APPS } = await benchModule<{
  readonly requireSealed: (text: string, kind: string, seals: Seal[]) => Seal;
  readonly APPS: readonly Application[];
}>('application-list.mjs');
const { buildsOf } = await benchModule<{
  readonly buildsOf: (app: { builds?: readonly string[] }) => [string, string][];
}>('bundlers/index.mjs');

const sealOf = (list: string) => ({ list: createHash('sha256').update(list).digest('hex') });
const SEALS = [sealOf('other apps'), sealOf('apps')];

it('accepts the sealed lists and no other', () => {
  expect(requireSealed('apps', 'list', SEALS)).toBe(SEALS[1]);
  expect(requireSealed('other apps', 'list', SEALS)).toBe(SEALS[0]);
  expect(() => requireSealed('apps ', 'list', SEALS)).toThrow('The sealed list is another one');
  expect(() => requireSealed('apps', 'truth', SEALS)).toThrow('The sealed truth is another one');
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
