// Bundles the output of `tsc` in dist: Node takes longer to load about three hundred files, in each thread, than to run them. Part of
// `npm run build`; without this step everything works, but starts later. Dependencies are not bundled.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const projectFolder = join(import.meta.dirname, '..');
const distFolder = join(projectFolder, 'dist');
const CHUNKS = 'chunks';

rmSync(join(distFolder, CHUNKS), { recursive: true, force: true });
const { outputs } = (
  await build({
    absWorkingDir: projectFolder,
    entryPoints: {
      index: 'src/index.ts',
      'cli/main': 'src/cli/main.ts',
      'workers/worker': 'src/workers/worker.ts',
    },
    outdir: distFolder,
    bundle: true,
    splitting: true,
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    metafile: true,
  })
).metafile;

// Files beside `dist` are found from where the code stands: in `src`, as in `dist`, two folders below the project's.
for (const path of Object.keys(outputs)) {
  const isAsDeep = path.split('/').length === 'dist/folder/file'.split('/').length;
  const text = readFileSync(join(projectFolder, path), 'utf8');
  if (!isAsDeep && text.includes('import.meta'))
    throw new Error(`${path} would look for files in the wrong place.`);
}
