import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBundleCheck, type BundleFiles } from '../../../src/audit/seal/sigstore-bundle.js';

/*
 * Bundles of a certificate authority, a certificate log and a transparency log of our own (`@sigstore/mock` 0.13, `@sigstore/sign` 4, on 2026-11-29): their
 * keys are gone. `attestation` is an in-toto statement about the file, `message` a signature of the file itself.
 */
const FOLDER = join(import.meta.dirname, '../../../fixtures/audit/sigstore');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const SUMS = Buffer.from(read('SHA256SUMS'));
const OTHER = Buffer.from(`${'0'.repeat(64)}  index.html\n`);
const SIGNER = { subject: 'release@example.invalid', issuer: 'https://issuer.example.invalid' };

function filesOf(name: string, more: Partial<BundleFiles> = {}): BundleFiles {
  const bundle = read(`${name}.sigstore.json`);
  return { bundle, trustedRoot: read('trusted_root.json'), identity: SIGNER, ...more };
}

test.each(['message', 'attestation'])('a signature as %s', async (name) => {
  const check = openBundleCheck(filesOf(name));
  expect(await check(SUMS)).toEqual({ fault: null, signer: 'release@example.invalid (sigstore)' });
  const { fault, signer } = await check(OTHER);
  expect(signer).toBeNull();
  expect(fault).toMatch(/about another file|does not verify/);
});

test.each([
  ['another subject', { ...SIGNER, subject: 'else@example.invalid' }],
  ['a subject that is a pattern', { ...SIGNER, subject: '.*' }],
  ['a part of the subject', { ...SIGNER, subject: 'release' }],
  ['another issuer', { ...SIGNER, issuer: 'https://other.example.invalid' }],
  ['no subject', { ...SIGNER, subject: '' }],
])('%s is not who signed', async (_, identity) => {
  const { fault, signer } = await openBundleCheck(filesOf('message', { identity }))(SUMS);
  expect(signer).toBeNull();
  expect(fault).toMatch(/^It was signed by release@example\.invalid/);
});

/** A part of the trusted root that is taken away, or of the bundle. */
function without(text: string, key: string): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), [key]: [] });
}

test.each(['certificateAuthorities', 'tlogs', 'ctlogs'])('a root that does not trust %s', async (key) => {
  const trustedRoot = without(read('trusted_root.json'), key);
  const { fault } = await openBundleCheck(filesOf('message', { trustedRoot }))(SUMS);
  expect(fault).toMatch(/does not verify/);
});

test('a bundle with the signature of another text', async () => {
  const bundle = JSON.parse(read('message.sigstore.json')) as { messageSignature: { signature: string } };
  const bytes = Buffer.from(bundle.messageSignature.signature, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  bundle.messageSignature.signature = bytes.toString('base64');
  const { fault } = await openBundleCheck(filesOf('message', { bundle: JSON.stringify(bundle) }))(SUMS);
  expect(fault).toMatch(/does not verify/);
});

test('a bundle without an entry of a log', async () => {
  const bundle = JSON.parse(read('message.sigstore.json')) as {
    verificationMaterial: { tlogEntries: object[] };
  };
  bundle.verificationMaterial.tlogEntries = [];
  const { fault } = await openBundleCheck(filesOf('message', { bundle: JSON.stringify(bundle) }))(SUMS);
  expect(fault).toMatch(/does not verify/);
});

test.each([
  ['no JSON', 'x'],
  ['no object', '[]'],
  ['nothing', 'null'],
  ['an empty object', '{}'],
  ['hostile keys', '{"__proto__":{"a":1},"mediaType":7}'],
])('%s is no bundle', (_, bundle) => {
  expect(() => openBundleCheck(filesOf('message', { bundle }))).toThrow(/sigstore bundle could not be read/);
});

test.each(['x', 'null', '{"tlogs":[{}]}'])('%s is no trusted root', (trustedRoot) => {
  expect(() => openBundleCheck(filesOf('message', { trustedRoot }))).toThrow(
    /trusted root could not be read/,
  );
});
