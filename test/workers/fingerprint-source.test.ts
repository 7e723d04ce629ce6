import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fingerprintSet, fingerprintSource } from '../../src/workers/fingerprint-source.js';
import { writeIndexFile } from '../../src/workers/index-file.js';
import { smallIndexBytes } from '../support/small-index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function writtenIndex(version: string): Promise<string> {
  const file = join(temporaryFolder(), 'ours.fingerprints');
  await writeIndexFile(file, smallIndexBytes({ ours: { '1.0.0': [2, 4], '2.0.0': [4, 6] } }, version));
  return file;
}

it('names indexes beside the shipped one without opening them', async () => {
  const shipped = fingerprintSet();
  const set = fingerprintSet({ files: [await writtenIndex('of today')] });
  expect(set?.packages).toBe((shipped?.packages ?? 0) + 1);
  expect(set?.version).toBe(shipped ? `${shipped.version}+of today` : 'of today');
  expect(set?.sha256).not.toBe(shipped?.sha256);
});

it('opens an index, without the excluded packages', async () => {
  const files = [await writtenIndex('x')];
  const set = fingerprintSet({ files, without: ['ours@1.0.0'] });
  const index = await fingerprintSource(set && { ...set, paths: files })();
  expect(index?.packages.map(({ name, versions }) => [name, versions])).toEqual([['ours', ['2.0.0']]]);
});

it('is none when none is wanted', async () => {
  expect(fingerprintSet(null)).toBeNull();
  expect(await fingerprintSource(null)()).toBeNull();
});

it('refuses a file that is no index', () => {
  expect(() => fingerprintSet({ files: ['/nowhere/x'] })).toThrow('cannot be read');
});
