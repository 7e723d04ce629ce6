import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSignatures, signatureSet, signaturesInForce } from '../../src/signatures/index.js';
import { NEEDLE } from '../support/sample-signature.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it("the user's rules come on top, and change the version", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine', 'needle.yaml'), NEEDLE);
  const shipped = defaultSignatures();
  const { version, rules } = await signaturesInForce([folder]);
  expect(rules).toHaveLength(shipped.rules.length + 1);
  expect(version).not.toBe(shipped.version);
});

it('a broken rule is an error with its place', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'mine'));
  writeFileSync(
    join(folder, 'mine', 'needle.yaml'),
    NEEDLE.replace('severity', 'sverity').replace('kind: malware', 'kind: odd'),
  );
  await expect(signaturesInForce([folder])).rejects.toThrow(/needle\.yaml:5/);
});

it('the same rules have the same version', () => {
  const { rules, version, ...others } = defaultSignatures();
  expect(signatureSet(rules, others).version).toBe(version);
});

it('no shipped rule carries its examples', () => {
  expect(JSON.stringify(defaultSignatures())).not.toContain('example.invalid');
});
