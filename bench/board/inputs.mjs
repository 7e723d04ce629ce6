// The inputs of the speed table, built once into build/bench/board/inputs from committed lists of pinned packages.
//   node bench/board/inputs.mjs      prints their paths
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderEntries } from '../../scripts/folder-entries.mjs';
import { runNpm } from '../../scripts/run-npm.mjs';
import { writeZip } from '../../scripts/write-zip.mjs';
import { runWebpackLike } from '../bundles/bundlers/webpack.mjs';
import { requireTool } from '../bundles/folders.mjs';
import { installTools } from '../bundles/install-tools.mjs';
import { benchFolder, buildInputs } from '../build-inputs.mjs';

export const boardFolder = join(benchFolder, 'board');
const inputsFolder = join(boardFolder, 'inputs');
const packagesFolder = join(boardFolder, 'packages');

const HANDLER = `'use strict';
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const client = new DynamoDBClient({});
const TABLE = process.env.ORDERS_TABLE;

function answer(statusCode, body) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function orderOf(item) {
  return {
    id: item.id.S,
    total: Number(item.total.N),
    currency: item.currency?.S ?? 'EUR',
    lines: (item.lines?.L ?? []).map((line) => ({ sku: line.M.sku.S, count: Number(line.M.count.N) })),
  };
}

exports.handler = async (event) => {
  const id = event.pathParameters?.id;
  if (!/^[0-9a-f-]{36}$/.test(id ?? '')) return answer(400, { message: 'An order has a UUID.' });
  const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key: { id: { S: id } } }));
  if (!Item) return answer(404, { message: 'No such order.' });
  return answer(200, orderOf(Item));
};
`;

/** Packages of the small function that make a bundle of 0.5 MB; express alone would have 0.8. */
const SMALL_PACKAGES = ['@middy/core', 'axios', 'joi', 'jsonwebtoken', 'lodash', 'uuid', 'zod'];

/** Service modules of version 2 of the AWS SDK that make a bundle of 2.5 MB. */
const OLD_CLIENTS =
  's3 dynamodb sqs ec2 lambda iam sns rds cloudformation glue sagemaker quicksight connect iot medialive ssm';

/** One in this many files of the huge zip has another content in the second one. */
const CHANGED_ONE_IN = 20;

/**
 * @typedef {object} BoardInputs paths of zips, and of the scripts in the three bundles
 * @property {string} handler @property {string} small @property {string} huge @property {string} second
 * @property {string} python @property {{ name: string, zip: string, script: string }[]} bundles
 */

/** @returns {Promise<BoardInputs>} */
export async function boardInputs() {
  const { large, largeFolder, small } = buildInputs();
  const smallFolder = join(benchFolder, 'small-function');
  return {
    handler: await once('handler.zip', (file) =>
      writeZip(file, [{ path: 'index.js', bytes: Buffer.from(HANDLER) }]),
    ),
    small: await once('small.zip', (file) => copyFileSync(small[0], file)),
    huge: await once('huge.zip', (file) => copyFileSync(large, file)),
    bundles: [
      await bundle('bundle-0.5', () => byEsbuild(smallFolder, SMALL_PACKAGES)),
      await bundle('bundle-2.5', () =>
        byWebpack(OLD_CLIENTS.split(' ').map((name) => `aws-sdk/clients/${name}`)),
      ),
      await bundle('bundle-4.7', () =>
        byWebpack(dependenciesOf(packages()).filter((name) => name !== 'aws-sdk')),
      ),
    ],
    python: await once('python.zip', (file) => writeZip(file, folderEntries(pythonTree()))),
    second: await once('second.zip', (file) => writeZip(file, [...folderEntries(largeFolder)].map(changed))),
  };
}

/** Builds a file of the inputs' folder if it is missing; an interrupted build leaves none. */
async function once(name, build) {
  const file = join(inputsFolder, name);
  if (existsSync(file)) return file;
  mkdirSync(inputsFolder, { recursive: true });
  await build(`${file}.part`);
  renameSync(`${file}.part`, file);
  return file;
}

async function bundle(name, codeOf) {
  const script = await once(`${name}.js`, async (file) => writeFileSync(file, await codeOf()));
  const entry = () => [{ path: 'index.js', bytes: readFileSync(script) }];
  return { name, script, zip: await once(`${name}.zip`, (file) => writeZip(file, entry())) };
}

const dependenciesOf = (folder) =>
  Object.keys(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies);

const entrySource = (modules) =>
  `${modules.map((name, at) => `const m${at} = require(${JSON.stringify(name)});`).join('\n')}
exports.handler = async (event) => [${modules.map((_, at) => `m${at}`).join(', ')}].map((each) => event[each.name]);\n`;

async function byEsbuild(folder, modules) {
  installTools();
  const { outputFiles } = await requireTool('esbuild').build({
    stdin: { contents: entrySource(modules), resolveDir: folder },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0].contents;
}

async function byWebpack(modules) {
  installTools();
  const folder = packages();
  writeFileSync(join(folder, 'entry.js'), entrySource(modules));
  const Terser = requireTool('terser-webpack-plugin');
  const { files } = await runWebpackLike(requireTool('webpack'), (out) => ({
    context: folder,
    entry: './entry.js',
    mode: 'production',
    target: 'node20',
    devtool: 'source-map',
    output: { path: out, filename: 'index.js', library: { type: 'commonjs2' } },
    module: { parser: { javascript: { dynamicImportMode: 'eager' } } },
    performance: false,
    optimization: {
      minimizer: [
        new Terser({
          parallel: false,
          extractComments: false,
          terserOptions: { format: { comments: false } },
        }),
      ],
    },
  }));
  return files[0].code;
}

/** @returns {string} folder with the clients of both versions of the AWS SDK, as packages/package-lock.json pins them */
function packages() {
  const source = join(import.meta.dirname, 'packages');
  const lock = (folder) => {
    const file = join(folder, 'package-lock.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  if (lock(packagesFolder) !== lock(source) || !existsSync(join(packagesFolder, 'node_modules'))) {
    cpSync(source, packagesFolder, { recursive: true });
    runNpm(['ci'], { cwd: packagesFolder, quiet: true });
  }
  return packagesFolder;
}

/** @returns {string} folder with pinned wheels, as `pip install --target` lays them out */
function pythonTree() {
  const tree = join(boardFolder, 'python');
  if (existsSync(tree)) return tree;
  rmSync(`${tree}.part`, { recursive: true, force: true });
  const wanted = JSON.parse(readFileSync(join(import.meta.dirname, 'python-packages.json'), 'utf8'));
  const options = ['--no-compile', '--no-deps', '--only-binary', ':all:', '--target', `${tree}.part`];
  execFileSync('python3', ['-m', 'pip', 'install', '-q', ...options, ...wanted], { stdio: 'ignore' });
  renameSync(`${tree}.part`, tree);
  return tree;
}

/** The same entry, or one in CHANGED_ONE_IN with a line more (an empty object more, in JSON). */
function changed(entry) {
  const [first, second] = createHash('sha256').update(entry.path).digest();
  if (entry.link || (first * 256 + second) % CHANGED_ONE_IN !== 0) return entry;
  const addition = /\.[cm]?[jt]sx?$/.test(entry.path) ? '\nvoid 0;\n' : '\n';
  return { ...entry, bytes: Buffer.concat([entry.bytes, Buffer.from(addition)]) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bundles, ...zips } = await boardInputs();
  for (const file of [...Object.values(zips), ...bundles.map(({ zip }) => zip)].sort())
    console.log(`${basename(file)}\t${file}`);
}
