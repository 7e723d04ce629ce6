// Compiles src to dist by esbuild, which checks no types. For the Action, because `tsc` would be a large installation.
import { join } from 'node:path';
import { build } from 'esbuild';

await build({
  absWorkingDir: join(import.meta.dirname, '..'),
  entryPoints: ['src/**/*.ts'],
  outbase: 'src',
  outdir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
