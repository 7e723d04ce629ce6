import { createPublicKey, verify } from 'node:crypto';
import type { SignatureState } from '../model/index.js';
import type { ListedVersion, RegistryKey } from './schema.js';

const KEY_TYPE = 'ecdsa-sha2-nistp256';

function isMadeBy({ key }: RegistryKey, message: string, sig: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(message), publicKey, Buffer.from(sig, 'base64'));
  } catch {
    return false;
  }
}

/**
 * Checks a registry's ECDSA P-256 signature over `name@version:integrity`. A key's expiry does not invalidate a signature:
 * abbreviated packuments have no dates of signatures. https://docs.npmjs.com/about-registry-signatures
 * @param keys of the registry, null when the request for them failed.
 */
export function checkSignature(listed: ListedVersion, keys: readonly RegistryKey[] | null): SignatureState {
  const { name, version, dist } = listed;
  const { signatures = [], integrity } = dist;
  if (signatures.length === 0 || integrity === undefined) return 'none';
  const checked = signatures.flatMap(({ keyid, sig }) => {
    const key = keys?.find((one) => one.keyid === keyid && one.keytype === KEY_TYPE);
    return key ? [isMadeBy(key, `${name}@${version}:${integrity}`, sig)] : [];
  });
  if (checked.length === 0) return 'unchecked';
  return checked.every(Boolean) ? 'valid' : 'invalid';
}
