import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  openReleaseStoreFile,
  readReleaseStoreHead,
  writeReleaseStoreFile,
} from '../../src/workers/release-store-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXT = JSON.stringify([
  { name: 'a', published: ['1'], indexed: [0], versionFiles: [], files: [['a.py', 1, 'ff', 2, 1]] },
]);

function written(): string {
  const path = join(temporaryFolder(), 'releases.bin');
  writeReleaseStoreFile(path, TEXT, { packages: 1, releases: 1, asOf: '2026-01-02' });
  return path;
}

it('opens what was written, and names it without opening it', async () => {
  const path = written();
  expect(readReleaseStoreHead(path)).toMatchObject({ packages: 1, releases: 1, asOf: '2026-01-02' });
  expect((await openReleaseStoreFile(path)).at('a.py').map(({ name }) => name)).toEqual(['a']);
});

it('writes the same bytes again', () => {
  expect(readFileSync(written())).toEqual(readFileSync(written()));
});

it('is none where there is no file', () => {
  expect(readReleaseStoreHead('/nowhere/x')).toBeNull();
});

it.each<[what: string, change: (bytes: Buffer) => Buffer]>([
  ['another head', (bytes) => Buffer.concat([Buffer.from('X'), bytes])],
  ['cut', (bytes) => bytes.subarray(0, bytes.length - 9)],
  [
    'another hash',
    (bytes) =>
      Buffer.from(
        bytes
          .toString('latin1')
          .replace(/ [0-9a-f]/, ' x')
          .replace(' x', ' 0'),
        'latin1',
      ),
  ],
])('refuses a damaged file: %s', async (_what, change) => {
  const path = written();
  const bytes = readFileSync(path);
  const changed = change(bytes);
  writeFileSync(path, changed.equals(bytes) ? Buffer.alloc(9) : changed);
  await expect(openReleaseStoreFile(path)).rejects.toThrow('damaged');
});
