import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireTool } from '../folders.mjs';
import { outputName, traitsOf, VARIANTS } from './variants.mjs';

const LOADER = fileURLToPath(new URL('lower-loader.cjs', import.meta.url));

/** What webpack and rspack are told alike. https://webpack.js.org/configuration/ */
export function configurationOf({ folder, entry, missing }, variant, out) {
  const { minify, format, target, mainFields } = traitsOf(variant);
  const isModule = format === 'esm';
  return {
    context: folder,
    entry: `./${entry}`,
    mode: minify ? 'production' : 'none',
    target: 'node20',
    devtool: 'source-map',
    output: {
      path: out,
      filename: outputName(variant),
      module: isModule,
      library: { type: isModule ? 'module' : 'commonjs2' },
      ...(variant === 'lowered'
        ? { environment: { arrowFunction: false, const: false, destructuring: false } }
        : {}),
    },
    experiments: { outputModule: isModule },
    resolve: { mainFields: [...mainFields] },
    externals: Object.fromEntries(
      missing.map((name) => [name, `${isModule ? 'node-commonjs' : 'commonjs'} ${name}`]),
    ),
    module: {
      parser: { javascript: { dynamicImportMode: 'eager' } },
      rules: [
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
        ...(variant === 'lowered'
          ? [{ test: /\.[cm]?js$/, use: [{ loader: LOADER, options: { target } }] }]
          : []),
      ],
    },
    performance: false,
    optimization: { minimize: minify },
  };
}

/** @param {(configuration: object, done: Function) => unknown} pack webpack's or rspack's main function */
export async function runWebpackLike(pack, configure) {
  const out = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
  try {
    const stats = await new Promise((resolve, reject) => {
      const compiler = pack(configure(out), (error, result) =>
        error ? reject(error) : compiler.close(() => resolve(result)),
      );
    });
    if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }).slice(0, 2000));
    const files = readdirSync(out);
    const read = (name) => readFileSync(join(out, name), 'utf8');
    return {
      files: files
        .filter((name) => /\.m?js$/.test(name))
        .map((name) => ({ name, code: read(name), map: read(`${name}.map`) })),
      besides: files
        .filter((name) => name.endsWith('.LICENSE.txt'))
        .map((name) => ({ name, text: read(name) })),
      metadata: {
        name: 'stats.json',
        value: stats.toJson({
          all: false,
          modules: true,
          nestedModules: true,
          modulesSpace: 1e6,
          nestedModulesSpace: 1e6,
          ids: true,
          assets: true,
          chunks: false,
          usedExports: true,
          entrypoints: true,
        }),
      },
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function minimizerOf(variant) {
  const { comments, target } = traitsOf(variant);
  const Terser = requireTool('terser-webpack-plugin');
  const ecma = Number(target.slice(2));
  return comments
    ? new Terser({ parallel: false, terserOptions: { ecma } })
    : new Terser({
        parallel: false,
        extractComments: false,
        terserOptions: { ecma, format: { comments: false } },
      });
}

function buildWithWebpack(app, variant) {
  return runWebpackLike(requireTool('webpack'), (out) => {
    const configuration = configurationOf(app, variant, out);
    configuration.optimization.minimizer = [minimizerOf(variant)];
    return configuration;
  });
}

export const webpack = {
  id: 'webpack',
  variants: VARIANTS,
  stripped: { nocomments: 'minified' },
  build: buildWithWebpack,
};
