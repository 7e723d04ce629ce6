import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExpected } from '../../../src/cli/sweep/sweep-expect.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const LOCKFILE = {
  lockfileVersion: 3,
  packages: { '': { dependencies: { lodash: '4.17.21' } }, 'node_modules/lodash': { version: '4.17.21' } },
};

function fileWith(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/a.zip'), 'a zip');
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCKFILE));
  writeFileSync(join(folder, 'bom.json'), '{ "bomFormat": "CycloneDX", "components": [] }');
  writeFileSync(join(folder, 'expect.yaml'), text);
  return join(folder, 'expect.yaml');
}

test('files are read beside the one that names them', async () => {
  const built = '{ zip: dist/a.zip, lockfile: package-lock.json, sbom: bom.json }';
  const entries = (await loadExpected(fileWith(`functions:\n  a: ${built}\n`)))?.entries ?? [];
  const sha256 = createHash('sha256').update('a zip').digest('hex');
  expect(entries[0]?.builds).toEqual([{ sha256, zip: 'dist/a.zip' }]);
  expect(entries[0]?.sboms.map(({ sbom }) => sbom.components.map(({ name }) => name))).toEqual([
    [],
    ['lodash'],
  ]);
});

test.each([
  ['zip: none.zip', /The zip .*none\.zip cannot be read/],
  ['zip: dist', /The zip .*dist cannot be read/],
  ['sbom: package-lock.json', /cannot be used: it is neither/],
  ['lockfile: bom.txt', /there is no such file/],
])('%s is reported', async (built, message) => {
  await expect(loadExpected(fileWith(`functions:\n  a: { ${built} }\n`))).rejects.toThrow(message);
});
