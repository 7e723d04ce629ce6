import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Limits } from '../files/index.js';
import type { ResultKeeper, Scanned, SignatureSet } from '../signatures/index.js';
import { packageFileOf, readStored, writeStored } from './analysis-cache.js';

/** Packages of fewer bytes are scanned again: a stored result would be a file for each. */
const LEAST_BYTES = 8 * 1024;

/** What the rules found in a package, and the bytes that it depends on. */
interface KeptResult {
  /** Hex. */
  readonly digest: string;
  readonly scanned: Scanned;
}

/** Its content is trusted, like everybody who can write to the cache. */
function isKept(value: unknown): value is KeptResult {
  const { digest, scanned } = Object(value) as Partial<KeptResult>;
  const { findings, problems } = Object(scanned) as Partial<Scanned>;
  return typeof digest === 'string' && Array.isArray(findings) && Array.isArray(problems);
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}

interface Keeping {
  readonly cache: string | null;
  readonly signatures: SignatureSet;
  readonly limits: Limits;
}

/** Keeps results of packages that are not small: most of an artifact is the same in its next version, and in other functions. Null without a cache. */
export function keepSubjects({ cache, signatures, limits }: Keeping): ResultKeeper | null {
  if (cache === null) return null;
  const names = namesIn(dirname(packageFileOf(cache, null)));
  return async ({ key, bytes, digest, scan }) => {
    const file = packageFileOf(cache, [key, process.version, signatures.version, limits]);
    const stored = names.has(basename(file)) ? await readStored(file) : undefined;
    if (isKept(stored) && stored.digest === (await digest())) return stored.scanned;
    const scanned = await scan();
    const made = bytes < LEAST_BYTES ? null : await digest();
    if (made !== null) await writeStored(file, { digest: made, scanned });
    return scanned;
  };
}
