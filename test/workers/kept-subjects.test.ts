import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import type { Scanned, SignatureSet } from '../../src/signatures/index.js';
import { keepSubjects } from '../../src/workers/kept-subjects.js';

const NOTHING: Scanned = { findings: [], problems: [] };
const FOUND: Scanned = {
  findings: [],
  problems: [{ code: 'malformed', path: 'a', message: 'It is cut.', affectsCompleteness: true }],
};
const SIGNATURES: SignatureSet = { version: '1', rules: [] };

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'stowaway-kept-'));
});

interface Asked {
  readonly digest?: string | null;
  readonly bytes?: number;
  readonly signatures?: SignatureSet;
  readonly scanned?: Scanned;
}

/** What a new thread gets for a package, and whether it was scanned. */
async function ask({ digest = 'd', bytes = 10_000, signatures = SIGNATURES, scanned = FOUND }: Asked = {}) {
  let scans = 0;
  const scan = (): Promise<Scanned> => {
    scans += 1;
    return Promise.resolve(scanned);
  };
  const keeper = keepSubjects({ cache, signatures, limits: DEFAULT_LIMITS });
  const given = await keeper?.({ key: 'k', bytes, digest: () => Promise.resolve(digest), scan });
  return { given, scans };
}

function keptFile(): string {
  const folder = join(cache, 'packages');
  return join(folder, readdirSync(folder)[0] ?? '');
}

test('what a large package has is kept for the same bytes', async () => {
  expect(await ask()).toEqual({ given: FOUND, scans: 1 });
  expect(await ask({ scanned: NOTHING })).toEqual({ given: FOUND, scans: 0 });
});

test.each([
  ['of other bytes', { digest: 'e' }],
  ['that cannot be read whole', { digest: null }],
  ['under other rules', { signatures: { ...SIGNATURES, version: '2' } }],
])('a package %s is scanned again', async (_, other) => {
  await ask();
  expect(await ask({ ...other, scanned: NOTHING })).toEqual({ given: NOTHING, scans: 1 });
});

test.each([
  ['what a small package has', { bytes: 1000 }],
  ['what cannot be read whole', { digest: null }],
])('%s is not kept', async (_, first) => {
  await ask(first);
  expect(await ask({ ...first, scanned: NOTHING })).toEqual({ given: NOTHING, scans: 1 });
});

test('a damaged file counts as none', async () => {
  await ask();
  writeFileSync(keptFile(), '{}');
  expect(await ask({ scanned: NOTHING })).toEqual({ given: NOTHING, scans: 1 });
  expect(await ask()).toEqual({ given: NOTHING, scans: 0 });
});

test('nothing is kept without a cache', () => {
  expect(keepSubjects({ cache: null, signatures: SIGNATURES, limits: DEFAULT_LIMITS })).toBeNull();
});
