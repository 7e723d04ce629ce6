import { constants as fileFlags } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';

const { O_RDONLY, O_NONBLOCK } = fileFlags;

/** The first bytes of a file; empty when the file cannot be read. */
export async function readHead(hostPath: string, length: number): Promise<Buffer> {
  // Opening a pipe must not block.
  const file = await open(hostPath, O_RDONLY | O_NONBLOCK).catch(() => null);
  if (!file) return Buffer.alloc(0);
  try {
    if (!(await file.stat()).isFile()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close();
  }
}

/** The first bytes of a gzip's content, inflated from the gzip's first bytes. Empty where they inflate to more than `maxBytes`. */
export function inflateHead(head: Buffer, maxBytes: number): Buffer {
  try {
    // With this flag, a truncated stream yields its output up to the cut.
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes });
  } catch {
    return Buffer.alloc(0);
  }
}
