import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { signatureSet } from '../../src/signatures/index.js';
import { openArtifactPool, writeIndexFile, type ArtifactJob } from '../../src/workers/index.js';
import { NEEDLE } from '../support/sample-signature.js';
import { closureOptionsOf } from '../../src/verify-options.js';
import { fingerprintSet } from '../../src/workers/fingerprint-source.js';
import { bundleOf, indexBytesOf, releaseOf } from '../support/fingerprint-bundle.js';
import { startRegistryServer } from '../support/registry-server.js';
import { longToParse } from '../support/long-to-parse.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { buildZip, type ZipPart } from '../support/zip-builder.js';

/** A function of this many packages, each with code that a rule finds something in. */
function partsOf(packages: number): readonly ZipPart[] {
  return Array.from({ length: packages }, (_, index): ZipPart[] => [
    { name: `node_modules/p${index}/package.json`, content: `{"name":"p${index}","version":"1.0.0"}` },
    { name: `node_modules/p${index}/index.js`, content: `needle(${index});\n` },
  ]).flat();
}

/** So many bytes of scripts that a second thread helps; nothing is found in them. */
const MUCH_CODE: ZipPart = {
  name: 'node_modules/p0/long.js',
  method: 0,
  content: Buffer.alloc(17 * 1024 * 1024, `// ${'-'.repeat(60)}\n`),
};

function largeZip(name: string, parts: readonly ZipPart[]): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, buildZip([...parts, MUCH_CODE]));
  return file;
}

function jobOf(hostPath: string, fields: Partial<ArtifactJob> = {}): ArtifactJob {
  return {
    hostPath,
    isDirectory: false,
    kind: 'function',
    extraFiles: new Map(),
    limits: DEFAULT_LIMITS,
    signatures: signatureSet([signatureSchema.parse(parse(NEEDLE))]),
    fingerprints: null,
    cache: null,
    verify: null,
    closure: null,
    ...fields,
  };
}

async function analyse(job: ArtifactJob, { jobs = 2, maxHeapMegabytes = 256 } = {}) {
  const pool = openArtifactPool({ jobs, maxHeapMegabytes, signal: new AbortController().signal });
  try {
    return await pool.analyse(job);
  } finally {
    await pool.close();
  }
}

it('a file that went away is a problem', async () => {
  const { sha256, inventory } = await analyse(jobOf(join(temporaryFolder(), 'gone.zip')), { jobs: 1 });
  expect(sha256).toBeNull();
  expect(inventory.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
});

it('a large archive gives the same with a helping thread and without', async () => {
  const job = jobOf(largeZip('large.zip', partsOf(300)));
  const [alone, helped] = [await analyse(job, { jobs: 1 }), await analyse(job, { jobs: 2 })];
  expect(helped).toEqual(alone);
  expect(alone.findings).toHaveLength(300);
});

it('a large archive that is cut off gives the same, too', async () => {
  const whole = buildZip([...partsOf(3), MUCH_CODE]);
  const file = join(temporaryFolder(), 'cut.zip');
  writeFileSync(file, whole.subarray(0, whole.length - 30));
  const [alone, helped] = [await analyse(jobOf(file), { jobs: 1 }), await analyse(jobOf(file), { jobs: 2 })];
  expect(helped).toEqual(alone);
  expect(helped.inventory.problems.some(({ affectsCompleteness }) => affectsCompleteness)).toBe(true);
});

it('a stored result of a large archive needs no helper, and is the same', async () => {
  const job = jobOf(largeZip('stored.zip', partsOf(30)), { cache: join(temporaryFolder(), 'cache') });
  const first = await analyse(job);
  expect(await analyse(job)).toEqual(first);
});

it('threads that run out of memory, or make no progress, are a problem, and the pool ends', async () => {
  const file = largeZip('slow.zip', [...partsOf(2_000), { name: 'index.js', content: longToParse() }]);
  const tooLarge = await analyse(jobOf(file), { maxHeapMegabytes: 8 });
  expect(tooLarge.inventory.problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
  const limits = { ...DEFAULT_LIMITS, maxMillis: 20 };
  const tooLong = await analyse(jobOf(file, { limits }));
  const message =
    'Not analysed: its analysis made no progress for 0.02 s (scan --timeout SECONDS allows more).';
  expect(tooLong.inventory.problems).toMatchObject([
    { code: 'timed-out', message, affectsCompleteness: true },
  ]);
});

it('reports downloads for the comparison of a bundle as they happen', async () => {
  const beta = releaseOf('beta', '2.0.0');
  const server = await startRegistryServer();
  server.publish(beta);
  const folder = temporaryFolder();
  const index = join(folder, 'alpha.fingerprints');
  await writeIndexFile(index, indexBytesOf([releaseOf('alpha', '1.0.0')]));
  const hostPath = join(folder, 'fn');
  mkdirSync(hostPath);
  writeFileSync(join(hostPath, 'index.js'), await bundleOf([beta]));
  const set = fingerprintSet({ files: [index] });
  const closure = closureOptionsOf({ targets: [], closure: true, cache: temporaryFolder() });
  const steps: string[] = [];
  const pool = openArtifactPool({
    jobs: 1,
    maxHeapMegabytes: 256,
    signal: new AbortController().signal,
    onFetch: (step) => steps.push(step),
  });
  await pool.analyse(
    jobOf(hostPath, {
      isDirectory: true,
      fingerprints: set && { ...set, paths: [index] },
      closure: closure && { ...closure, npmConfig: { registry: server.url } },
      candidates: [{ name: 'beta', version: '2.0.0', isPublic: true }],
    }),
  );
  await pool.close();
  expect(steps).toEqual(['requested', 'answered']);
});

it('threads that wait for something to do are not ended and started again', async () => {
  let started = 0;
  const count = () => (started += 1);
  process.on('worker', count);
  const pool = openArtifactPool({ jobs: 2, maxHeapMegabytes: 256, signal: new AbortController().signal });
  const gone = jobOf(join(temporaryFolder(), 'gone.zip'));
  for (let round = 0; round < 4; round += 1) {
    await Promise.all([pool.analyse(gone), pool.analyse(gone)]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await pool.close();
  process.off('worker', count);
  expect(started).toBe(2);
});
