import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyFile } from '../../../src/audit/seal/key-signature.js';
import { verifyFolder, type VerifyOptions } from '../../../src/audit/seal/verify-folder.js';
import { writeSealedFolder } from '../../../src/audit/seal/write-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const OWN: KeyFile = {
  file: 'key.pem',
  pem: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
};
const SIGNED: VerifyOptions = {
  key: { file: 'public.pem', pem: Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })) },
  bundle: null,
};
const UNSIGNED: VerifyOptions = { key: null, bundle: null };
const FILES = [
  { path: 'index.html', pieces: ['<p>all</p>'] },
  { path: 'sboms/orders.cdx.json', pieces: ['{}\n'] },
];

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

test.each([
  ['signed', SIGNED, OWN],
  ['without a signature', UNSIGNED, null],
] as const)('one bit changed anywhere fails: %s', async (_, options, key) => {
  const folder = join(temporaryFolder(), 'evidence');
  writeSealedFolder(folder, FILES, key);
  const unseen: string[] = [];
  for (const file of filesOf(folder)) {
    const whole = readFileSync(file);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, changed);
      const { faults } = await verifyFolder(folder, options);
      if (faults.length === 0) unseen.push(`bit ${bit} of ${file}`);
    }
    writeFileSync(file, whole);
  }
  expect(unseen).toEqual([]);
  expect((await verifyFolder(folder, options)).faults).toEqual([]);
});
