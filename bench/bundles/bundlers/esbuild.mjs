import { join } from 'node:path';
import { requireTool } from '../folders.mjs';
import { outputName, traitsOf, VARIANTS } from './variants.mjs';

/** The metafile counts bytes of the final text. https://esbuild.github.io/api/#metafile */
async function buildWithEsbuild({ folder, entry, missing }, variant) {
  const { minify, comments, format, target, mainFields } = traitsOf(variant);
  const { build } = requireTool('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile: join(folder, 'dist', outputName(variant)),
    bundle: true,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    sourcemap: 'external',
    metafile: true,
    external: missing,
    legalComments: comments ? 'eof' : 'none',
    minify,
    format,
    target,
    mainFields,
    loader: { '.node': 'empty' },
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return {
    files: [{ name: outputName(variant), code: textOf('js'), map: textOf('.map') }],
    metadata: { name: 'meta.json', value: metafile },
  };
}

export const esbuild = { id: 'esbuild', variants: VARIANTS, build: buildWithEsbuild };
