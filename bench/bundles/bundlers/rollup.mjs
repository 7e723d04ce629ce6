import { join } from 'node:path';
import { importTool, requireTool } from '../folders.mjs';
import { lower } from './lower.mjs';
import { outputName, traitsOf, VARIANTS } from './variants.mjs';

/** Rollup's JSON plugin maps nothing; here each line of what it makes is mapped to the JSON file. */
function mappedJson(json) {
  const plugin = json();
  return {
    name: 'mapped-json',
    transform(code, id) {
      const made = plugin.transform.call(this, code, id);
      if (!made) return null;
      const lines = made.code.split('\n').length;
      const map = { version: 3, names: [], sources: [id], mappings: `AAAA${';AACA'.repeat(lines - 1)}` };
      return { code: made.code, map, moduleSideEffects: false };
    },
  };
}

const lowering = (target) => ({ name: 'lowering', transform: (code, id) => lower(code, id, target) });

async function pluginsOf(variant) {
  const { mainFields, target } = traitsOf(variant);
  const [{ nodeResolve }, commonjs, json] = await Promise.all([
    importTool('@rollup/plugin-node-resolve'),
    requireTool('@rollup/plugin-commonjs'),
    requireTool('@rollup/plugin-json'),
  ]);
  return [
    nodeResolve({ preferBuiltins: true, mainFields, exportConditions: ['node'] }),
    (commonjs.default ?? commonjs)({ ignoreDynamicRequires: true, transformMixedEsModules: true }),
    mappedJson(json.default ?? json),
    ...(variant === 'lowered' ? [lowering(target)] : []),
  ];
}

/** Rollup's output before any minifier; `renderedLength` counts its bytes. https://rollupjs.org/plugin-development/#generatebundle */
export async function buildWithRollup({ folder, entry, missing }, variant, changes = {}) {
  const { format, comments, minify, target } = { ...traitsOf(variant), ...changes };
  const { rollup: roll } = requireTool('rollup');
  const terser = requireTool('@rollup/plugin-terser');
  const bundle = await roll({
    input: join(folder, entry),
    external: missing,
    onwarn: () => undefined,
    plugins: await pluginsOf(variant),
  });
  const minifier = (terser.default ?? terser)({
    maxWorkers: 1,
    ecma: Number(target.slice(2)),
    format: comments ? {} : { comments: false },
  });
  const { output } = await bundle.generate({
    file: join(folder, 'dist', outputName(variant)),
    format,
    exports: 'named',
    inlineDynamicImports: true,
    sourcemap: true,
    plugins: minify ? [minifier] : [],
  });
  await bundle.close();
  const [{ code, map, modules }] = output;
  return { files: [{ name: outputName(variant), code, map: map.toString() }], rendered: renderedOf(modules) };
}

/** @returns {Record<string, number>} module → characters before minification */
export const renderedOf = (modules) =>
  Object.fromEntries(Object.entries(modules).map(([id, { renderedLength }]) => [id, renderedLength]));

export const rollup = {
  id: 'rollup',
  variants: VARIANTS,
  stripped: { nocomments: 'minified' },
  build: buildWithRollup,
};
