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

async function roll({ folder, entry, missing }, variant) {
  const { rollup: start } = requireTool('rollup');
  const bundle = await start({
    input: join(folder, entry),
    external: missing,
    onwarn: () => undefined,
    plugins: await pluginsOf(variant),
  });
  const { output } = await bundle.generate({
    file: join(folder, 'dist', outputName(variant)),
    format: traitsOf(variant).format,
    exports: 'named',
    inlineDynamicImports: true,
    sourcemap: true,
  });
  await bundle.close();
  const [{ code, map }] = output;
  return { code, map: map.toString() };
}

/** Outputs of the latest application: variants that differ in their minification alone share one. */
const rolled = { folder: null, outputs: new Map() };

/** Rollup's output before any minifier. @returns {Promise<{ code: string, map: string }>} */
export async function rollUp(app, variant) {
  const { format, mainFields } = traitsOf(variant);
  if (rolled.folder !== app.folder) Object.assign(rolled, { folder: app.folder, outputs: new Map() });
  const key = `${format} ${mainFields.join()} ${variant === 'lowered'}`;
  if (!rolled.outputs.has(key)) rolled.outputs.set(key, await roll(app, variant));
  return rolled.outputs.get(key);
}

/** As Rollup's plugin for terser asks for it. */
async function minify({ code, map }, { format, comments, target }) {
  const terser = requireTool('terser');
  return terser.minify(code, {
    module: format === 'esm',
    toplevel: true,
    ecma: Number(target.slice(2)),
    format: comments ? {} : { comments: false },
    sourceMap: { content: map },
  });
}

/** https://rollupjs.org/configuration-options/ */
async function buildWithRollup(app, variant) {
  const traits = traitsOf(variant);
  const bundled = await rollUp(app, variant);
  const { code, map } = traits.minify ? await minify(bundled, traits) : bundled;
  return { files: [{ name: outputName(variant), code, map: String(map) }] };
}

export const rollup = {
  id: 'rollup',
  variants: VARIANTS,
  stripped: { nocomments: 'minified' },
  build: buildWithRollup,
};
