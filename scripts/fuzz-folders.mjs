/**
 * Analyses mutated folders: `node scripts/fuzz-folders.mjs [COUNT [SEED]]` (20,000 and 1). Exit code 1 if one of them was wrongly
 * reported clean. The tests run a sample of the same.
 */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);
const root = new URL('..', import.meta.url).pathname;
// Below the project, so that packages which the bundle leaves out are found.
const built = mkdtempSync(join(root, 'node_modules/.fuzz-'));
const folder = mkdtempSync(join(tmpdir(), 'stowaway-fuzz-'));
symlinkSync(join(root, 'data'), join(built, 'data'));
const outfile = join(built, 'test/support/fuzz.mjs');

try {
  const contents = `export * from './test/support/folder-fuzzer.js'; export * from './test/support/folder-seeds.js';`;
  const stdin = { contents, resolveDir: root };
  await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { fuzzFolders, FOLDER_SEEDS } = await import(pathToFileURL(outfile).href);
  const started = performance.now();
  const { lies, clean, found, incomplete } = await fuzzFolders({ seeds: FOLDER_SEEDS, count, seed, folder });
  for (const lie of lies.slice(0, 100)) console.log(lie);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} folders (seed ${seed}) in ${seconds.toFixed(1)} s: ${clean} clean, ${found} with findings, ${incomplete} incomplete, ${lies.length} lies`,
  );
  process.exitCode = lies.length > 0 ? 1 : 0;
} finally {
  rmSync(built, { recursive: true });
  rmSync(folder, { recursive: true });
}
