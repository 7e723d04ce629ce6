import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FEATURES_VERSION, type PackageFacts } from '../../src/recognition/index.js';
import { openFactsStore } from '../../src/published/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const FACTS: PackageFacts = {
  featuresVersion: FEATURES_VERSION,
  name: 'left',
  version: '1.0.0',
  dependencies: new Map([['a', '^1.0.0']]),
  files: [
    {
      path: 'index.js',
      isEntry: true,
      isModule: false,
      isScript: false,
      imports: ['a'],
      features: new Uint32Array([1, 2 ** 31]),
      text: { hash: 2 ** 31, size: 7 },
    },
  ],
  unread: ['bad.js'],
};

function onlyFile(folder: string): string {
  const name = readdirSync(folder, { recursive: true }).find((path) => String(path).endsWith('.facts'));
  return join(folder, String(name));
}

it('returns stored facts for the same integrity only', async () => {
  const store = openFactsStore(temporaryFolder());
  await store.write('sha512-x', FACTS);
  expect(await store.read('sha512-x')).toEqual(FACTS);
  expect(await store.read('sha512-y')).toBeUndefined();
});

it.each([
  ['a changed byte', (bytes: Buffer) => bytes.fill(7, 60, 61)],
  ['a missing end', (bytes: Buffer) => bytes.subarray(0, 50)],
])('takes a damaged file for none: %s', async (_case, damage) => {
  const folder = temporaryFolder();
  const store = openFactsStore(folder);
  await store.write('sha512-x', FACTS);
  const file = onlyFile(folder);
  writeFileSync(file, damage(readFileSync(file)));
  expect(await store.read('sha512-x')).toBeUndefined();
});

it('does without a folder, or with one that cannot be', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  for (const folder of [null, file]) {
    const store = openFactsStore(folder);
    await store.write('sha512-x', FACTS);
    expect(await store.read('sha512-x')).toBeUndefined();
  }
});
