// Makes dist of src by esbuild, which checks no types: what the Action does, as `tsc` would be a large thing to install.
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
