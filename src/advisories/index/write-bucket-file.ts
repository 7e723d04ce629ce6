import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import {
  bucketIndexOf,
  formatHeader,
  hashOfContent,
  HEADER_BYTES,
  TABLE_ENTRY_BYTES,
} from './bucket-layout.js';

export interface BucketFileContent {
  /** JSON value of at most some hundred bytes. */
  readonly about: unknown;
  /** By key: its values, each as JSON text. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly tail?: Uint8Array;
}

/** Keys a bucket holds on average: a look-up reads them all. */
const KEYS_PER_BUCKET = 2;

/** Keys by bucket, each bucket's in code-unit order so that equal content gives equal bytes. */
function distribute(keys: Iterable<string>, buckets: number): string[][] {
  const distributed: string[][] = Array.from({ length: buckets }, () => []);
  for (const key of [...keys].sort()) distributed[bucketIndexOf(key, buckets)]?.push(key);
  return distributed;
}

function bucketText(keys: readonly string[], values: BucketFileContent['values']): string {
  return keys.map((key) => `[${[JSON.stringify(key), ...(values.get(key) ?? [])].join(',')}]\n`).join('');
}

function writeContent(
  descriptor: number,
  { about, values, tail = new Uint8Array() }: BucketFileContent,
): void {
  const buckets = Math.max(1, Math.ceil(values.size / KEYS_PER_BUCKET));
  const texts = distribute(values.keys(), buckets).map((keys) => Buffer.from(bucketText(keys, values)));
  const table = Buffer.alloc((buckets + 1) * TABLE_ENTRY_BYTES);
  let bodyBytes = 0;
  for (const [index, text] of texts.entries()) {
    bodyBytes += text.length;
    table.writeUInt32LE(bodyBytes, (index + 1) * TABLE_ENTRY_BYTES);
  }
  const hash = hashOfContent(createHash('sha256'), about);
  let at = HEADER_BYTES;
  for (const bytes of [table, Buffer.concat(texts), tail]) {
    hash.update(bytes);
    for (let done = 0; done < bytes.length;)
      done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
    at += bytes.length;
  }
  const header = { about, buckets, bodyBytes, tailBytes: tail.length, sha256: hash.digest('hex') };
  writeSync(descriptor, formatHeader(header), 0, HEADER_BYTES, 0);
}

/**
 * Writes a temporary file in the same folder and renames it. Readers of the old file continue to read that one.
 * @throws the file system error; the old file is unchanged then.
 */
export function writeBucketFile(path: string, content: BucketFileContent): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(unfinished, 'w');
    try {
      writeContent(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
