import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadVex } from '../../../src/policy/vex/load-vex.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const TEXT = JSON.stringify({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  timestamp: '2026-01-01T00:00:00Z',
  statements: [{ vulnerability: 'CVE-1', products: ['pkg:npm/qs'], status: 'fixed' }],
});

it('reads files by their paths, and names them from the current folder', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.json'), TEXT);
  const statements = await loadVex(['a.json', join(folder, 'a.json')], folder);
  expect(statements.map(({ source }) => source)).toEqual(['a.json', 'a.json']);
});

it('names the missing one', async () => {
  await expect(loadVex(['no.json'], temporaryFolder())).rejects.toThrow(
    /VEX document .*no\.json: there is no/,
  );
});

it('reads none when none is named', async () => {
  await expect(loadVex([], '/nowhere')).resolves.toEqual([]);
});
