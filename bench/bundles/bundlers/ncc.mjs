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
  const textOf = (name) => assets[name].source.toString();
  // A script without a map is no chunk: a file that a package starts in a thread, copied as it is.
  const chunks = Object.keys(assets).filter((name) => /\.[cm]?js$/.test(name) && assets[`${name}.map`]);
  return {
    files: [
      { name: outputName(variant), code, map },
      ...chunks.map((name) => ({ name, code: textOf(name), map: textOf(`${name}.map`) })),
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
