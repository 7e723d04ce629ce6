import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { identityOfBytes, identityOfDirectory } from '../../src/workers/identity.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowaway-identity-'));
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'x.js'), 'exports.x = 1;');
  symlinkSync('a/x.js', join(folder, 'y.js'));
});

it('of an archive is the sha256 of its bytes, however it is read', () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'stowaway');
  const source = {
    size: bytes.length,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
  };
  const expected = createHash('sha256').update(bytes).digest('hex');
  expect(identityOfBytes(source)).toEqual({ sha256: expected, size: bytes.length });
});

it('of a folder is that of a copy elsewhere', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'stowaway-identity-'));
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  expect(await identityOfDirectory(copy)).toEqual(await identityOfDirectory(folder));
});

it.each([
  ['a changed file', () => writeFileSync(join(folder, 'a', 'x.js'), 'exports.x = 2;')],
  ['a new file', () => writeFileSync(join(folder, 'z.js'), '')],
  ['a new link', () => symlinkSync('a', join(folder, 'b'))],
])('%s changes the identity of a folder', async (_, change) => {
  const before = await identityOfDirectory(folder);
  change();
  expect((await identityOfDirectory(folder)).sha256).not.toBe(before.sha256);
});

it('files from elsewhere are part of it', async () => {
  const extra = new Map([['lib/x.js', join(folder, 'a', 'x.js')]]);
  expect((await identityOfDirectory(folder, extra)).sha256).not.toBe(
    (await identityOfDirectory(folder)).sha256,
  );
});
