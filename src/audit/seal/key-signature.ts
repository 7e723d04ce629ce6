import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { ScanError } from '../../model/index.js';

/** Hash that a key signs with: Ed25519 and Ed448 have their own. https://nodejs.org/api/crypto.html#cryptosignalgorithm-data-key-callback */
const HASHES: ReadonlyMap<string | undefined, string | null> = new Map([
  ['ed25519', null],
  ['ed448', null],
  ['ec', 'sha256'],
]);

/** @throws ScanError `usage` */
function hashFor(key: KeyObject, file: string): string | null {
  const hash = HASHES.get(key.asymmetricKeyType);
  if (hash !== undefined) return hash;
  throw new ScanError('usage', `The key in ${file} is of the kind ${key.asymmetricKeyType ?? 'secret'}.`, {
    hint: 'Use a key for Ed25519 or ECDSA: openssl genpkey -algorithm ed25519.',
  });
}

/** A key in PEM, and the file that it was read from. */
export interface KeyFile {
  readonly file: string;
  readonly pem: Uint8Array;
}

/** @throws ScanError `usage` */
function opened({ file, pem }: KeyFile, open: (pem: Buffer) => KeyObject): KeyObject {
  try {
    return open(Buffer.from(pem));
  } catch (cause) {
    throw new ScanError('usage', `The key in ${file} could not be read.`, {
      hint: 'Give a key in PEM without a password.',
      cause,
    });
  }
}

/** A signature of a text by a private key: base64 of the raw signature (Ed25519) or of its DER (ECDSA), and a line feed. @throws ScanError `usage` */
export function signText(text: string, keyFile: KeyFile): string {
  const key = opened(keyFile, createPrivateKey);
  return `${sign(hashFor(key, keyFile.file), Buffer.from(text), key).toString('base64')}\n`;
}

/** Whether a signature is that of a text by the owner of a public key. @throws ScanError `usage` for a key that cannot be used. */
export function isSignedBy(text: string, signature: string, keyFile: KeyFile): boolean {
  const key = opened(keyFile, createPublicKey);
  const bytes = Buffer.from(signature, 'base64');
  // Other texts decode to the same bytes: with bits that base64 leaves out, or blanks.
  if (`${bytes.toString('base64')}\n` !== signature) return false;
  return verify(hashFor(key, keyFile.file), Buffer.from(text), key, bytes);
}
