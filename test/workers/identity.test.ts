import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openByteSource } from '../../src/files/index.js';
import { identityOf, identityOfBytes, isIntact } from '../../src/workers/identity.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { folderOrigin } from '../support/unpack-bytes.js';

it('of an archive is the sha256 of its bytes, however it is read', () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'stowaway');
  const source = {
    size: bytes.length,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
  };
  const expected = createHash('sha256').update(bytes).digest('hex');
  expect(identityOfBytes(source)).toEqual({ sha256: expected, size: bytes.length });
});

it('of a folder is that of the folder as it was opened', () => {
  const hostPath = temporaryFolder();
  writeFileSync(join(hostPath, 'a.js'), 'a');
  const origin = folderOrigin(hostPath);
  writeFileSync(join(hostPath, 'b.js'), 'bb');
  expect(identityOf(origin).size).toBe(1);
  expect(identityOf(folderOrigin(hostPath))).toMatchObject({ size: 3 });
  expect(identityOf(folderOrigin(hostPath)).sha256).not.toBe(identityOf(origin).sha256);
});

it('an archive that changed while it was read is not intact', () => {
  const file = join(temporaryFolder(), 'fn.zip');
  writeFileSync(file, 'first');
  const bytes = openByteSource(file, { maxInMemoryBytes: 0 });
  const origin = { kind: 'archive', name: 'fn.zip', bytes } as const;
  expect(isIntact(origin)).toBe(true);
  writeFileSync(file, 'longer');
  expect(() => bytes.read(0, 5)).toThrow('changed');
  expect(isIntact(origin)).toBe(false);
});
