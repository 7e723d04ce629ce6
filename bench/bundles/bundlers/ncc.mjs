import { join } from 'node:path';
import { requireTool } from '../folders.mjs';
import { outputName, traitsOf } from './variants.mjs';

/** ncc decides on its own what it takes and for which language. https://github.com/vercel/ncc#programmatically-from-nodejs */
async function buildWithNcc({ folder, entry, missing }, variant) {
  const { minify, format } = traitsOf(variant);
  const ncc = requireTool('@vercel/ncc');
  const { code, map, assets } = await ncc(join(folder, entry), {
    cache: false,
    externals: missing,
    minify,
    esm: format === 'esm',
    sourceMap: true,
    sourceMapRegister: false,
    license: variant === 'minified' ? 'licenses.txt' : '',
    quiet: true,
  });
  const chunks = Object.entries(assets).filter(([name]) => /\.[cm]?js$/.test(name));
  const textOf = (name) => assets[name]?.source.toString() ?? null;
  return {
    files: [
      { name: outputName(variant), code, map },
      ...chunks.map(([name]) => ({ name, code: textOf(name), map: textOf(`${name}.map`) })),
    ],
    besides: Object.keys(assets)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => ({ name, text: textOf(name) })),
  };
}

export const ncc = {
  id: 'ncc',
  variants: ['plain', 'minified', 'nocomments', 'esm'],
  stripped: { nocomments: 'minified' },
  build: buildWithNcc,
};
