import { createHash } from 'node:crypto';
import type { StoredBytes } from '../stored-bytes.js';

/**
 * True if the bytes have this digest (`sha256:…` or `sha512:…`).
 * @throws whatever reading the bytes throws.
 */
export async function hasDigest(stored: StoredBytes, digest: string): Promise<boolean> {
  const [algorithm = '', hex] = digest.split(':');
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return false;
  const hash = createHash(algorithm);
  for await (const chunk of stored.stream()) hash.update(chunk);
  return hash.digest('hex') === hex;
}
