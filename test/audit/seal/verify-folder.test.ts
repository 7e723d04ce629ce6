import { generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSignedBy, signText, type KeyFile } from '../../../src/audit/seal/key-signature.js';
import { isSealedPath, parseSums, renderSums } from '../../../src/audit/seal/sums.js';
import { verifyFolder, type VerifyOptions } from '../../../src/audit/seal/verify-folder.js';
import { requireFreeFolder, writeSealedFolder } from '../../../src/audit/seal/write-folder.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

function keys(type: 'ed25519' | 'ec'): { readonly own: KeyFile; readonly open: KeyFile } {
  const { privateKey, publicKey } =
    type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const pem = (text: string | Buffer): Uint8Array => Buffer.from(text);
  return {
    own: { file: 'key.pem', pem: pem(privateKey.export({ type: 'pkcs8', format: 'pem' })) },
    open: { file: 'public.pem', pem: pem(publicKey.export({ type: 'spki', format: 'pem' })) },
  };
}

const FILES = [
  { path: 'index.html', pieces: ['<p>', 'all'] },
  { path: 'sboms/orders.cdx.json', pieces: ['{}\n'] },
  { path: 'report.json', pieces: ['{"a":1}\n'] },
];
const ED = keys('ed25519');
const UNSIGNED: VerifyOptions = { key: null, bundle: null };
const SIGNED: VerifyOptions = { key: ED.open, bundle: null };

function sealed(key: KeyFile | null = ED.own): string {
  const folder = join(temporaryFolder(), 'evidence');
  writeSealedFolder(folder, FILES, key);
  return folder;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

async function faultsOf(folder: string, options = SIGNED): Promise<string[]> {
  const { faults } = await verifyFolder(folder, options);
  return faults.map(({ path, words }) => (path === '' ? words : `${path}: ${words}`));
}

test('a folder is as it was made', async () => {
  expect(await verifyFolder(sealed(), SIGNED)).toEqual({
    files: 3,
    faults: [],
    signedBy: 'the key in public.pem',
    isUnchecked: false,
  });
  expect(await verifyFolder(sealed(), UNSIGNED)).toMatchObject({
    faults: [],
    signedBy: null,
    isUnchecked: true,
  });
  expect(await verifyFolder(sealed(null), UNSIGNED)).toMatchObject({ faults: [], isUnchecked: false });
});

test('the same files and key give the same bytes', () => {
  const bytes = (folder: string) =>
    filesOf(folder)
      .map((file) => readFileSync(file, 'utf8'))
      .sort();
  expect(bytes(sealed())).toEqual(bytes(sealed()));
});

test('a file cut anywhere, or longer by anything, fails', async () => {
  const folder = sealed();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...filesOf(folder)),
      fc.nat(),
      fc.uint8Array({ maxLength: 3 }),
      async (file, cut, more) => {
        const whole = readFileSync(file);
        const changed = Buffer.concat([whole.subarray(0, cut % (whole.length + 1)), more]);
        if (changed.equals(whole)) return;
        writeFileSync(file, changed);
        const faults = await faultsOf(folder);
        writeFileSync(file, whole);
        expect(faults).not.toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

test.each<[what: string, change: (folder: string) => void, fault: string]>([
  ['a missing file', (at) => rmSync(join(at, 'report.json')), 'report.json: The file is missing.'],
  [
    'a folder of something else: nothing more is said of it',
    (at) => {
      rmSync(join(at, 'SHA256SUMS'));
      mkdirSync(join(at, 'empty'));
    },
    'SHA256SUMS: The file is missing: a folder without it is no evidence of stowaway, or not all of it.',
  ],
  [
    'another name',
    (at) => renameSync(join(at, 'report.json'), join(at, 'r.json')),
    'r.json: The file is not one of the evidence.',
  ],
  [
    'an extra file',
    (at) => writeFileSync(join(at, 'sboms', 'more.cdx.json'), ''),
    'sboms/more.cdx.json: The file is not one of the evidence.',
  ],
  ['an extra folder', (at) => mkdirSync(join(at, 'more')), 'more: The folder is empty.'],
  [
    'a link to the same bytes',
    (at) => {
      renameSync(join(at, 'report.json'), join(at, '..', 'report.json'));
      symlinkSync('../report.json', join(at, 'report.json'));
    },
    'report.json: It is a link. Evidence has plain files only.',
  ],
  [
    'a link to a folder',
    (at) => symlinkSync('/', join(at, 'root')),
    'root: It is a link. Evidence has plain files only.',
  ],
  [
    'deep folders',
    (at) => mkdirSync(join(at, ...Array.from({ length: 20 }, () => 'd')), { recursive: true }),
    'd/d/d/d/d/d/d/d/d: The folder is deeper than 8 folders.',
  ],
  [
    'a huge file',
    (at) => truncateSync(join(at, 'report.json'), 8 * 1024 ** 3),
    'report.json: It has more than 4294967296 bytes.',
  ],
  [
    'a huge list of digests',
    (at) => truncateSync(join(at, 'SHA256SUMS'), 1024 ** 3),
    'SHA256SUMS: It has more than 20971520 bytes.',
  ],
  [
    'a way out of the folder',
    (at) => writeFileSync(join(at, 'SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`),
    'SHA256SUMS: It is not as stowaway writes it: a line has another form.',
  ],
  [
    'a missing signature',
    (at) => rmSync(join(at, 'SHA256SUMS.sig')),
    'SHA256SUMS.sig: It cannot be read: there is no such file or folder.',
  ],
  [
    'a signature by another key',
    (at) =>
      writeFileSync(
        join(at, 'SHA256SUMS.sig'),
        signText(readFileSync(join(at, 'SHA256SUMS'), 'utf8'), keys('ed25519').own),
      ),
    'SHA256SUMS.sig: The signature of SHA256SUMS is not one by the key in public.pem.',
  ],
])('%s', async (...[, change, fault]) => {
  const folder = sealed();
  change(folder);
  expect(await faultsOf(folder)).toContain(fault);
});

test('a folder that is changed and given new digests fails with the key alone', async () => {
  const folder = sealed();
  rmSync(join(folder, 'report.json'));
  const sums = parseSums(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'));
  writeFileSync(
    join(folder, 'SHA256SUMS'),
    renderSums(new Map([...sums].filter(([path]) => path !== 'report.json'))),
  );
  expect(await faultsOf(folder, UNSIGNED)).toEqual([]);
  expect(await faultsOf(folder)).toEqual([
    'SHA256SUMS.sig: The signature of SHA256SUMS is not one by the key in public.pem.',
  ]);
});

test('a folder that is not there is an error', async () => {
  await expect(verifyFolder('/nowhere', UNSIGNED)).rejects.toMatchObject({ code: 'usage' });
});

test('ECDSA signs, too; RSA is refused', () => {
  const { own, open } = keys('ec');
  expect(isSignedBy('text', signText('text', own), open)).toBe(true);
  expect(isSignedBy('texT', signText('text', own), open)).toBe(false);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = Buffer.from(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  expect(() => signText('text', { file: 'rsa.pem', pem })).toThrow(/of the kind rsa/);
  expect(() => signText('text', { file: 'no.pem', pem: Buffer.from('no key') })).toThrow(/could not be read/);
});

test.each([
  ['index.html', true],
  ['sboms/orders_0a1b.cdx.json', true],
  ['', false],
  ['/etc/passwd', false],
  ['../x', false],
  ['a/../b', false],
  ['a//b', false],
  ['./a', false],
  ['a\\b', false],
  ['a b', false],
  ['a\nb', false],
  ['ü', false],
])('%j is a path of evidence: %s', (path, expected) => {
  expect(isSealedPath(path)).toBe(expected);
});

test('a list of digests is read as it is written, and no other way', () => {
  const digest = 'a'.repeat(64);
  const sums = new Map([
    ['a.json', digest],
    ['b.json', digest],
  ]);
  const text = renderSums(sums);
  expect(parseSums(text)).toEqual(sums);
  for (const other of ['', text.trimEnd(), `${text}\n`, text.toUpperCase(), text + text, `# a\n${text}`])
    expect(() => parseSums(other)).toThrow(/not as stowaway writes it/);
});

test('a folder that holds something is not written to', () => {
  const folder = sealed();
  expect(() => requireFreeFolder(folder)).toThrow(/not an empty folder/);
  expect(() => writeSealedFolder(folder, FILES, null)).toThrow(/could not be written/);
  expect(readdirSync(join(folder, '..'))).toEqual(['evidence']);
});
