import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeIndex } from '../../src/fingerprints/index.js';
import { openIndexFile, writeIndexFile } from '../../src/indexing/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function writtenFile(): string {
  const file = join(temporaryFolder(), 'x.fingerprints');
  writeIndexFile(file, writeIndex([], 'of today'));
  return file;
}

it('opens what was written', () => {
  expect(openIndexFile(writtenFile()).version).toBe('of today');
});

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, -4)],
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('not an index')],
])('refuses a file that is %s', (_case, change) => {
  const file = writtenFile();
  writeFileSync(file, change(readFileSync(file)));
  expect(() => openIndexFile(file)).toThrow(`The fingerprint index ${file} is damaged.`);
});

it('says that a file is not there', () => {
  expect(() => openIndexFile('/nowhere/x')).toThrow('cannot be read');
});
