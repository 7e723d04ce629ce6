import { requireTool } from '../folders.mjs';
import { chainMaps } from './chain-maps.mjs';
import { rollUp } from './rollup.mjs';
import { outputName, traitsOf } from './variants.mjs';

/**
 * swc as the minifier of a bundle that another tool made, here rollup: its own bundler is not maintained.
 * https://swc.rs/docs/configuration/minification
 */
async function buildWithSwc(app, variant) {
  const { comments, format, target } = traitsOf(variant);
  // It lowers on its own.
  const { code, map } = await rollUp(app, variant === 'lowered' ? 'minified' : variant);
  const minified = await requireTool('@swc/core').transform(code, {
    filename: outputName(variant),
    configFile: false,
    swcrc: false,
    isModule: format === 'esm',
    inputSourceMap: false,
    sourceMaps: true,
    minify: true,
    jsc: {
      target,
      minify: {
        compress: { toplevel: true },
        mangle: { toplevel: true },
        format: { comments: comments ? 'some' : false },
      },
    },
  });
  const name = outputName(variant);
  return { files: [{ name, code: minified.code, map: chainMaps(minified.map, { code, map }) }] };
}

export const swc = {
  id: 'swc',
  variants: ['minified', 'lowered', 'nocomments', 'esm', 'shaken'],
  stripped: { nocomments: 'minified' },
  build: buildWithSwc,
};
