// Each bundler as its users set it up for AWS Lambda. No source maps: what is tested is the code alone.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { importTool, requireTool, toolFile } from '../bundles/folders.mjs';

/**
 * @typedef {object} Request
 * @property {string} folder of the program
 * @property {string} entry path below the folder
 * @property {string} out folder for the bundle
 * @property {boolean} minify
 * @property {'cjs' | 'esm'} format
 * @property {'main' | 'module'} fields
 * @property {boolean} external
 */

const mainFieldsOf = ({ fields }) => (fields === 'main' ? ['main', 'module'] : ['module', 'main']);
const fileOf = ({ format }) => (format === 'esm' ? 'index.mjs' : 'index.js');

/** Bundles of the ESM kind need `require` for the CommonJS code in them. https://github.com/evanw/esbuild/issues/1921 */
const REQUIRE =
  "import { createRequire as topLevelCreateRequire } from 'node:module'; const require = topLevelCreateRequire(import.meta.url);";

/** https://esbuild.github.io/api/ */
async function buildWithEsbuild(request) {
  await requireTool('esbuild').build({
    absWorkingDir: request.folder,
    entryPoints: [request.entry],
    outfile: join(request.out, fileOf(request)),
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    minify: request.minify,
    format: request.format,
    mainFields: mainFieldsOf(request),
    external: request.external ? ['@aws-sdk/*', '@smithy/*', 'aws-sdk'] : [],
    banner: request.format === 'esm' ? { js: REQUIRE } : {},
  });
}

/** https://webpack.js.org/configuration/ */
async function buildWithWebpack(request) {
  const webpack = requireTool('webpack');
  const Terser = requireTool('terser-webpack-plugin');
  const isModule = request.format === 'esm';
  const configuration = {
    context: request.folder,
    entry: `./${request.entry}`,
    mode: request.minify ? 'production' : 'none',
    target: 'node20',
    devtool: false,
    output: {
      path: request.out,
      filename: fileOf(request),
      chunkFilename: isModule ? '[id].mjs' : '[id].js',
      module: isModule,
      library: { type: isModule ? 'module' : 'commonjs2' },
    },
    experiments: { outputModule: isModule },
    resolve: { mainFields: mainFieldsOf(request) },
    performance: false,
    optimization: {
      minimize: request.minify,
      minimizer: [new Terser({ parallel: false, extractComments: false })],
    },
  };
  const stats = await new Promise((resolve, reject) => {
    const compiler = webpack(configuration, (error, result) =>
      error ? reject(error) : compiler.close(() => resolve(result)),
    );
  });
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }).slice(0, 2000));
}

/** https://rollupjs.org/configuration-options/ */
async function buildWithRollup(request) {
  const { rollup } = requireTool('rollup');
  const { nodeResolve } = await importTool('@rollup/plugin-node-resolve');
  const [commonjs, json, terser] = ['commonjs', 'json', 'terser'].map((name) => {
    const plugin = requireTool(`@rollup/plugin-${name}`);
    return plugin.default ?? plugin;
  });
  const bundle = await rollup({
    input: join(request.folder, request.entry),
    onwarn: () => undefined,
    plugins: [
      nodeResolve({ preferBuiltins: true, mainFields: mainFieldsOf(request), exportConditions: ['node'] }),
      commonjs({ ignoreDynamicRequires: true, transformMixedEsModules: true }),
      json(),
    ],
  });
  await bundle.write({
    file: join(request.out, fileOf(request)),
    format: request.format,
    exports: 'auto',
    inlineDynamicImports: true,
    plugins: request.minify ? [terser({ maxWorkers: 1 })] : [],
  });
  await bundle.close();
}

/** https://github.com/vercel/ncc#readme */
async function buildWithNcc(request) {
  const script = toolFile('@vercel/ncc/dist/ncc/cli.js');
  const flags = ['--no-cache', '--quiet', ...(request.minify ? ['--minify'] : [])];
  execFileSync(process.execPath, [script, 'build', request.entry, '--out', request.out, ...flags], {
    cwd: request.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** https://rolldown.rs/reference/ */
async function buildWithRolldown(request) {
  const { rolldown } = await importTool('rolldown');
  const bundle = await rolldown({
    cwd: request.folder,
    input: { index: join(request.folder, request.entry) },
    platform: 'node',
    logLevel: 'silent',
    resolve: { mainFields: mainFieldsOf(request) },
  });
  const ending = request.format === 'esm' ? 'mjs' : 'js';
  await bundle.write({
    dir: request.out,
    format: request.format,
    exports: 'named',
    minify: request.minify,
    entryFileNames: `[name].${ending}`,
    chunkFileNames: `[name]-[hash].${ending}`,
  });
  await bundle.close();
}

/** https://bun.com/docs/bundler */
async function buildWithBun(request) {
  const args = [
    'build',
    request.entry,
    `--outdir=${request.out}`,
    `--entry-naming=${fileOf(request)}`,
    '--target=node',
    `--format=${request.format}`,
    ...(request.minify ? ['--minify'] : []),
  ];
  execFileSync(toolFile('@oven/bun-linux-x64-baseline/bin/bun'), args, {
    cwd: request.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** @type {Readonly<Record<string, (request: Request) => Promise<void>>>} */
export const BUNDLERS = {
  esbuild: buildWithEsbuild,
  webpack: buildWithWebpack,
  rollup: buildWithRollup,
  ncc: buildWithNcc,
  rolldown: buildWithRolldown,
  bun: buildWithBun,
};
