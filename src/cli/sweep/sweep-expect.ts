import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readUserFile } from '../../files/index.js';
import { ScanError } from '../../model/index.js';
import { readExpected, type Expectations } from '../../sweep/index.js';
import { readNamedLockfile, readNamedSbom } from '../scan-rules.js';

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    const hint = 'Name an existing zip; paths are relative to the file of --expect.';
    throw new ScanError('not-found', `The zip ${path} cannot be read.`, { hint, cause });
  }
  return hash.digest('hex');
}

/** The builds in the file of `--expect`. @throws ScanError for a missing or invalid file. */
export async function loadExpected(path: string | undefined): Promise<Expectations | null> {
  if (path === undefined) return null;
  const hint = 'Name a YAML file with the expected code of functions.';
  const text = readUserFile({ path, what: 'file of --expect', hint });
  const at = (file: string) => resolve(dirname(path), file);
  return readExpected(text, path, {
    hash: (file) => hashFile(at(file)),
    sbom: (file) => readNamedSbom(at(file)).sbom,
    lockfile: async (file) => (await readNamedLockfile(at(file))).sbom,
  });
}
