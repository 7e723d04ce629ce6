/**
 * Opens and scans mutated archives: `node scripts/fuzz-archives.mjs [COUNT [SEED]]` (100,000 and 1). Exit code 1 if one of them crashed,
 * hung, got past a limit, or was reported clean and complete though another reader finds other code in it. The tests run a sample of
 * the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'stowaway-fuzz-'));
const outfile = join(folder, 'fuzz.mjs');

try {
  const contents = `export * from './test/support/archive-fuzzer.js'; export * from './test/support/archive-seeds.js'; export * from './src/signatures/index.js';`;
  const stdin = { contents, resolveDir: root };
  const banner = {
    js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
  };
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile, banner, logLevel: 'error' });
  const { fuzzArchives, ARCHIVE_SEEDS, loadSignatures, signatureSet } = await import(
    pathToFileURL(outfile).href
  );
  const started = performance.now();
  const { files } = await loadSignatures(join(root, 'signatures'));
  const result = await fuzzArchives({
    archives: ARCHIVE_SEEDS,
    signatures: signatureSet(files),
    count,
    seed,
  });
  const { failures, withFiles, withProblems, clean, cleanAndOther, slowestMillis, peakRssBytes } = result;
  for (const failure of failures.slice(0, 50)) console.log(failure);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} archives (seed ${seed}) in ${seconds.toFixed(1)} s: ${withFiles} gave files, ${withProblems} gave problems, ` +
      `${clean} are clean and complete (of these with other contents than their original, which all readers see: ` +
      `${[...cleanAndOther].map(([name, times]) => `${name} ${times}`).join(', ') || 'none'}), ` +
      `${failures.length} failures; slowest ${slowestMillis.toFixed(0)} ms, peak ${(peakRssBytes / 2 ** 20).toFixed(0)} MiB`,
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
