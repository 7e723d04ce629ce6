import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeIndex } from '../../src/recognition/index.js';
import { openIndexFile, readIndexHead, writeIndexFile } from '../../src/workers/index-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function writtenFile(): Promise<string> {
  const file = join(temporaryFolder(), 'x.fingerprints');
  await writeIndexFile(file, writeIndex([], 'of today'));
  return file;
}

it('opens a written index', async () => {
  expect((await openIndexFile(await writtenFile())).version).toBe('of today');
});

it('opens an index that is packed in several pieces', async () => {
  const file = join(temporaryFolder(), 'large.fingerprints');
  const version = 'x'.repeat(9_000_000);
  await writeIndexFile(file, writeIndex([], version));
  expect((await openIndexFile(file)).version === version).toBe(true);
});

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -4)],
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('not an index')],
])('refuses a file that is %s', async (_case, change) => {
  const file = await writtenFile();
  writeFileSync(file, change(readFileSync(file)));
  await expect(openIndexFile(file)).rejects.toThrow(`The fingerprint index ${file} is damaged.`);
});

it('recognises an index of an earlier format', async () => {
  const file = await writtenFile();
  writeFileSync(file, Buffer.concat([Buffer.from('STOWFP2'), readFileSync(file).subarray(7)]));
  expect(() => readIndexHead(file)).toThrow('has a format that this version does not read');
});

it('reports that a file is not there', async () => {
  await expect(openIndexFile('/nowhere/x')).rejects.toThrow('there is no such file');
});

it('describes an index without opening it', async () => {
  const file = await writtenFile();
  expect(readIndexHead(file)).toEqual({
    version: 'of today',
    packages: 0,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  writeFileSync(file, 'STOWFP');
  expect(() => readIndexHead(file)).toThrow('damaged');
});
