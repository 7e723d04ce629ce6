import { createHash } from 'node:crypto';
import { readFile, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { FEATURES_VERSION, type PackageFacts } from '../recognition/index.js';
import { keepFile } from './keep-file.js';

/** Facts of tarballs that were read before, by the tarball's integrity and the version of the facts. */
export interface FactsStore {
  read(integrity: string): Promise<PackageFacts | undefined>;
  /** A folder that cannot be written only costs the next run its time. */
  write(integrity: string, facts: PackageFacts): Promise<void>;
}

/** Raise this when the facts of a tarball change, so that it is read again. 2: binaries, texts. 3: names by their kind. */
const KEPT = 3;

/** Bytes of the sha256 that each file begins with: of what follows. */
const DIGEST_BYTES = 32;

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function readWhole(file: string): Promise<PackageFacts | undefined> {
  const bytes = await readFile(file);
  const body = bytes.subarray(DIGEST_BYTES);
  if (!digestOf(body).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
  const now = new Date();
  await utimes(file, now, now);
  return deserialize(body) as PackageFacts;
}

async function writeWhole(file: string, facts: PackageFacts): Promise<void> {
  const body = serialize(facts);
  await keepFile(dirname(file), basename(file), Buffer.concat([digestOf(body), body]));
}

/** @param folder of caches; null keeps nothing. */
export function openFactsStore(folder: string | null): FactsStore {
  if (folder === null) return { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  const fileOf = (integrity: string): string => {
    const key = createHash('sha256').update(`${FEATURES_VERSION} ${KEPT} ${integrity}`).digest('hex');
    return join(folder, 'fingerprints', key.slice(0, 2), `${key}.facts`);
  };
  return {
    read: (integrity) => readWhole(fileOf(integrity)).catch(() => undefined),
    write: (integrity, facts) => writeWhole(fileOf(integrity), facts),
  };
}
