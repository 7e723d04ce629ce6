import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/audit/index.js';
import { verdictText } from '../../../src/cli/evidence/verify-evidence.js';

const RIGHT: Verdict = { files: 7, faults: [], signedBy: null, isUnchecked: false };

test.each<[what: string, verdict: Verdict, text: string]>([
  [
    'signed',
    { ...RIGHT, signedBy: 'the key in a.pem' },
    'Right: 7 files have their digests. Signed by the key in a.pem.',
  ],
  [
    'not signed',
    RIGHT,
    'Right: 7 files have their digests. It is not signed: whoever changed a file could have changed its digest, too.',
  ],
  [
    'not checked',
    { ...RIGHT, isUnchecked: true },
    'Right: 7 files have their digests. The signature in SHA256SUMS.sig was not checked: give the public key with --key.',
  ],
  [
    'not checked beside a sigstore bundle that verifies',
    { ...RIGHT, signedBy: 'release@example.invalid (sigstore)', isUnchecked: true },
    'Right: 7 files have their digests. Signed by release@example.invalid (sigstore). The signature in SHA256SUMS.sig was not checked: give the public key with --key.',
  ],
  [
    'hostile names',
    { ...RIGHT, faults: [{ path: 'a\u001b[2J', words: 'The file is missing.' }] },
    'Not as it was made:\n  a\\u{1b}[2J: The file is missing.',
  ],
])('%s', (...[, verdict, text]) => {
  expect(verdictText(verdict)).toBe(text);
});

test('many faults are counted', () => {
  const faults = Array.from({ length: 60 }, (_, at) => ({ path: `f${at}`, words: 'The file is missing.' }));
  expect(verdictText({ ...RIGHT, faults })).toMatch(/f49: The file is missing\.\n {2}and 10 others$/);
});
