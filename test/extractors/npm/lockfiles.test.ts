import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLockfile } from '../../../src/extractors/npm/read-lockfile.js';
import { LOCKFILES } from '../../../src/extractors/npm/roots.js';
import { extractNpm } from '../../support/npm-tree.js';

const fixtures = join(import.meta.dirname, '../../../fixtures/extractors/npm');
/** One tree, written down by each manager. Only bun and npm 1 do not say which version a git dependency is. */
const cases = readdirSync(fixtures);
const WITHOUT_GIT_VERSION = new Set(['bun', 'package-lock-1']);

function extractFixture(name: string) {
  const folder = join(fixtures, name);
  const files = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
  return extractNpm(Object.fromEntries(files) as Record<string, string>);
}

describe('lockfiles', () => {
  it('has a fixture of every format', () => {
    expect(cases).toEqual([
      'bun',
      'package-lock-1',
      'package-lock-3',
      'pnpm-5',
      'pnpm-6',
      'pnpm-9',
      'yarn-berry',
      'yarn-classic',
    ]);
  });

  it.each(cases)('%s: packages with versions, origin and directness, none of development', async (name) => {
    const { packages, problems } = await extractFixture(name);
    const rows = [...packages]
      .sort((x, y) => (x.name < y.name ? -1 : 1))
      .map((found) => [found.name, found.version, found.direct, found.origin, found.presence]);
    expect(rows).toEqual([
      ['@s/c', '1.1.0', false, 'unknown', 'declared'],
      ['a', '1.0.0', true, 'unknown', 'declared'],
      ['b', '2.0.0', true, 'unknown', 'declared'],
      ['g', WITHOUT_GIT_VERSION.has(name) ? null : '3.0.0', true, 'private', 'declared'],
      ['o', '1.0.0', false, 'unknown', 'declared'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each(cases)('%s: edges lead to rows', async (name) => {
    const { packages } = await extractFixture(name);
    const nameOf = new Map(packages.map((found) => [found.id, found.name]));
    const edges = packages.flatMap((found) =>
      found.dependencies.map((id) => `${found.name} → ${nameOf.get(id)}`),
    );
    expect(edges.sort()).toEqual(['a → @s/c', 'a → o']);
  });

  it.each(['bun', 'package-lock-1', 'package-lock-3', 'yarn-berry', 'yarn-classic'])(
    '%s: an alias is kept beside the name',
    async (name) => {
      const { packages } = await extractFixture(name);
      expect(packages.find((found) => found.name === 'b')?.alias).toBe('old');
    },
  );
});

describe('readLockfile', () => {
  it.each([
    ['package-lock.json', '[]'],
    ['package-lock.json', '{}'],
    ['npm-shrinkwrap.json', '{"packages":'],
    ['yarn.lock', 'nothing of the kind'],
    ['pnpm-lock.yaml', 'a: 1'],
    ['pnpm-lock.yaml', 'lockfileVersion: 9\npackages: {a'],
    ['pnpm-lock.yaml', `lockfileVersion: 9\npackages: ${'['.repeat(1_000_000)}`],
    ['pnpm-lock.yaml', `lockfileVersion: 9\na: &a [${'*a,'.repeat(100_000)}]`],
    ['bun.lock', '{"packages":{}}'],
    ['bun.lock', `{"workspaces":{}${','.repeat(100_000)}`],
  ])('makes a problem of a broken %s (%#)', (path, text) => {
    const { packages, problems } = readLockfile({ path, bytes: Buffer.from(text) }, null);
    expect(packages.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'malformed', path, affectsCompleteness: true }]);
  });

  it('reads an empty yarn.lock as one without packages', () => {
    expect(
      readLockfile({ path: 'yarn.lock', bytes: Buffer.from('# yarn lockfile v1\n\n\n') }, null).problems,
    ).toEqual([]);
  });

  it.each(cases)('never throws for a cut or changed %s', (name) => {
    const file = readdirSync(join(fixtures, name)).find((found) => LOCKFILES.has(found)) ?? '';
    const whole = readFileSync(join(fixtures, name, file));
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.nat(255), (length, at, byte) => {
        const changed = Buffer.from(whole.subarray(0, length));
        if (at < length) changed[at] = byte;
        expect(() => readLockfile({ path: file, bytes: changed }, null)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });

  it("says of Bun's binary lockfile that it is not read, which matters only without installed packages", async () => {
    const files = { 'bun.lockb': '#!/usr/bin/env bun\nbun-lockfile-format-v0' };
    const installed = { ...files, 'node_modules/a/': { name: 'a', version: '1.0.0' } };
    expect((await extractNpm(files)).problems).toMatchObject([
      { code: 'unsupported', affectsCompleteness: true },
    ]);
    expect((await extractNpm(installed)).problems).toMatchObject([
      { code: 'unsupported', affectsCompleteness: false },
    ]);
  });
});
