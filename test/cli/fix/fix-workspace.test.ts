import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { factsOf, readManifest } from '../../../src/cli/fix/fix-workspace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const SETTINGS = 'pnpm-workspace.yaml';
const FORCING = 'overrides:\n  left: 1\n';
const PACKAGES = 'packages:\n- pay\n';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'pay'));
});

interface Files {
  readonly manifest?: object;
  readonly settings?: string;
  readonly locked?: string;
}

/** Whether versions are forced in pnpm's settings, for a package at the root or below a workspace's. */
async function isInSettings({ manifest = {}, settings, locked = '9.0' }: Files): Promise<boolean> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'pay', 'package.json'), '{}');
  writeFileSync(join(folder, 'pnpm-lock.yaml'), `lockfileVersion: ${locked}\n`);
  if (settings !== undefined) writeFileSync(join(folder, SETTINGS), settings);
  const own = settings?.startsWith('packages') === true ? 'pay' : '.';
  return (await factsOf(join(folder, own, 'package.json'), false)).overrides?.isYaml ?? false;
}

const pnpm = (version: string): object => ({ packageManager: `pnpm@${version}` });

test.each<[what: string, files: Files, expected: boolean]>([
  ['pnpm 11', { manifest: pnpm('11.0.0') }, true],
  ['pnpm 10', { manifest: pnpm('10.9.0'), settings: PACKAGES }, false],
  ['pnpm 10 whose settings force versions', { manifest: pnpm('10.9.0'), settings: PACKAGES + FORCING }, true],
  [
    'pnpm 9, which does not read them there',
    { manifest: pnpm('9.9.0'), settings: PACKAGES + FORCING },
    false,
  ],
  ['unknown, without settings', {}, false],
  ['unknown, with settings', { settings: PACKAGES }, true],
  ['unknown, and the manifest has some', { manifest: { pnpm: {} }, settings: PACKAGES }, false],
  ['unknown, and both have some', { manifest: { pnpm: {} }, settings: FORCING }, true],
  ['a lockfile of an older one', { settings: PACKAGES, locked: "'6.0'" }, false],
  ['a lockfile of an old one', { settings: PACKAGES, locked: '5.4' }, false],
])('pnpm forces versions in its settings or the manifest: %s', async (...[, files, expected]) => {
  expect(await isInSettings(files)).toBe(expected);
});

test('a manifest that is missing, or is a folder, is named with the reason', () => {
  expect(() => readManifest(join(folder, 'nope.json'))).toThrow(
    /nope\.json is not changed: there is no such file or folder/,
  );
  expect(() => readManifest(folder)).toThrow(/is not changed/);
});

test('settings that are no text are not changed', async () => {
  const bytes = Buffer.from([...Buffer.from(FORCING), 0xff]);
  writeFileSync(join(folder, SETTINGS), bytes);
  writeFileSync(join(folder, 'package.json'), '{}');
  await expect(factsOf(join(folder, 'package.json'), false)).rejects.toThrow('cannot be read as text');
  expect(readFileSync(join(folder, SETTINGS))).toEqual(bytes);
});

test('a lockfile that cannot be read is named with the reason', async () => {
  writeFileSync(join(folder, 'package.json'), '{}');
  mkdirSync(join(folder, 'package-lock.json'));
  await expect(factsOf(join(folder, 'package.json'), false)).rejects.toThrow(
    /package-lock\.json is not changed: it is a folder/,
  );
});
