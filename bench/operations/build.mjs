// `node bench/operations/build.mjs [--sample] [--half even|odd] [--id TEXT]…`: builds the bundles below build/operations, one after the other. Each is kept
// while its program, its plan and the bundlers' settings stay the same.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeZip } from '../../scripts/write-zip.mjs';
import { BUNDLERS } from './bundlers.mjs';
import { bundleFolder, programsFolder } from './folders.mjs';
import { GENERATIONS, install } from './install.mjs';
import { chosenBuilds } from './plan.mjs';
import { programOf } from './programs.mjs';
import { copyPackages, stage } from './stage.mjs';

const { values: chosen } = parseArgs({
  options: { sample: { type: 'boolean' }, half: { type: 'string' }, id: { type: 'string', multiple: true } },
});

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted((a, b) => (a < b ? -1 : 1));

const SETTINGS = ['stage.mjs', '../bundles/tools/package-lock.json'].map((name) =>
  readFileSync(join(import.meta.dirname, name), 'utf8'),
);

/** What a bundle is made of. The truth beside a program is not part of it. */
function keyOf(build) {
  const folder = join(programsFolder, build.program);
  const sources = filesBelow(folder)
    .filter((path) => path !== 'truth.json')
    .map((path) => `${path}\0${readFileSync(join(folder, path), 'utf8')}`);
  const parts = [
    JSON.stringify(build),
    JSON.stringify(GENERATIONS[build.generation]),
    ...SETTINGS,
    String(BUNDLERS[build.bundler]),
    ...sources,
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** @returns {Promise<string>} the handler, as AWS Lambda spells it */
async function bundle(build, out) {
  const { folder, entry } = stage(programOf(build.program), build.generation, build.bundler);
  if (build.bundler === 'none') {
    cpSync(folder, out, { recursive: true });
    copyPackages(folder, build.generation, out);
    return `${entry.replace(/\.[cm]?js$/, '')}.handler`;
  }
  await BUNDLERS[build.bundler]({ ...build, folder, entry, out });
  return 'index.handler';
}

async function make(build) {
  const target = bundleFolder(build.id);
  const description = join(target, 'bundle.json');
  const key = keyOf(build);
  if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).key === key) return 'kept';
  const out = join(target, 'code');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const startedAt = performance.now();
  const handler = await bundle(build, out);
  const entries = filesBelow(out).map((path) => ({ path, bytes: readFileSync(join(out, path)) }));
  writeZip(join(target, 'function.zip'), entries);
  if (build.bundler === 'none') rmSync(out, { recursive: true });
  const seconds = (performance.now() - startedAt) / 1000;
  writeFileSync(description, JSON.stringify({ ...build, handler, key, seconds }));
  return `built in ${seconds.toFixed(1)} s`;
}

const builds = chosenBuilds(chosen);
install(new Set(builds.map(({ generation }) => generation)));
let failed = 0;
for (const [index, build] of builds.entries()) {
  try {
    console.error(`${index + 1}/${builds.length} ${build.id}: ${await make(build)}`);
  } catch (error) {
    failed += 1;
    console.error(`${build.id} failed: ${error.stderr ?? error.stack}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
