import { join } from 'node:path';
import { importTool } from '../folders.mjs';
import { outputName, traitsOf, VARIANTS } from './variants.mjs';

/** https://rolldown.rs/reference/ */
async function buildWithRolldown({ folder, entry, missing }, variant) {
  const { format, comments, minify, target, mainFields } = traitsOf(variant);
  const { rolldown: roll } = await importTool('rolldown');
  const bundle = await roll({
    cwd: folder,
    input: join(folder, entry),
    platform: 'node',
    external: missing,
    logLevel: 'silent',
    resolve: { mainFields },
    transform: { target },
  });
  const { output } = await bundle.generate({
    file: join(folder, 'dist', outputName(variant)),
    format,
    exports: 'named',
    codeSplitting: false,
    sourcemap: true,
    minify,
    comments: comments ? { legal: true } : false,
  });
  await bundle.close();
  const [{ code, map }] = output;
  return { files: [{ name: outputName(variant), code, map: map.toString() }] };
}

export const rolldown = { id: 'rolldown', variants: VARIANTS, build: buildWithRolldown };
