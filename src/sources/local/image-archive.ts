import { inflateHead, readHead } from '../file-head.js';

const HEAD_BYTES = 64 * 1024;
const BLOCK = 512;

/** First entry names that only image archives have: OCI layouts, and `docker save` in its old and new form. */
const IMAGE_NAME =
  /^(?:\.\/)?(?:blobs\/|oci-layout$|(?:sha256:)?[0-9a-f]{64}(?:$|\/|\.json$|\.tar(?:\.gz)?$))/;

/** Names of a tar's first entries, as far as the given bytes reach. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function firstNames(tar: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    names.push(tar.toString('latin1', at, at + 100).split('\0', 1)[0] ?? '');
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    if (!Number.isSafeInteger(size) || size < 0) break;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return names;
}

/** Whether a tar (or tar.gz) is a container image, judged by its first names. */
export async function isImageArchive(hostPath: string): Promise<boolean> {
  const head = await readHead(hostPath, HEAD_BYTES);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const tar = isGzip ? inflateHead(head, 64 * HEAD_BYTES) : head;
  return firstNames(tar).some((name) => IMAGE_NAME.test(name));
}
