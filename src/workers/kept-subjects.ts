import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Limits } from '../files/index.js';
import type { ResultKeeper, Scanned, SignatureSet } from '../signatures/index.js';
import { packageFileOf, readStored, writeStored } from './analysis-cache.js';

/** A package is worth keeping if its scan took this long, and so long for each byte: reading its bytes to compare them takes a tenth. */
const LEAST_MILLIS = 10;
const MILLIS_A_BYTE = 80 / 1_000_000;

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

/** Keeps results of packages that take long to scan: most of an artifact is the same in its next version, and in other functions. Null without a cache. */
export function keepSubjects({ cache, signatures, limits }: Keeping): ResultKeeper | null {
  if (cache === null) return null;
  const names = namesIn(dirname(packageFileOf(cache, null)));
  return async ({ key, bytes, digest, scan }) => {
    const file = packageFileOf(cache, [key, process.version, signatures.version, limits]);
    const stored = names.has(basename(file)) ? await readStored(file) : undefined;
    if (isKept(stored) && stored.digest === (await digest())) return stored.scanned;
    const startedAt = performance.now();
    const scanned = await scan();
    const isWorth = performance.now() - startedAt > LEAST_MILLIS + bytes * MILLIS_A_BYTE;
    const made = isWorth ? await digest() : null;
    if (made !== null) await writeStored(file, { digest: made, scanned });
    return scanned;
  };
}
