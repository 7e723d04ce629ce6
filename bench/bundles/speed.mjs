// Time and memory of one scan by the command line, on a bundle of 5 MB: four applications of the corpus in one file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from '../measure.mjs';
import { APPS } from './application-list.mjs';
import { installApp, missingModules } from './apps.mjs';
import { commandLine } from './dist.mjs';
import { appFolder, corpusFolder, requireTool } from './folders.mjs';
import { installTools } from './install-tools.mjs';

const TOGETHER = new Set(['members', 'tickets', 'orders-new', 'chat-bot']);
const RUNS = 3;

/** Copies of packages with bytes left. */
function countPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (/.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []) : [],
  );
  return new Set(folders).size;
}

/** Minified without comments, as functions are deployed. @returns {Promise<{ folder: string, bytes: number, packages: number }>} */
async function buildLargeBundle() {
  const apps = APPS.filter(({ id }) => TOGETHER.has(id));
  installTools();
  for (const app of apps) installApp(app);
  const entries = apps.map(({ id }) => join(appFolder(id), 'src/index.mjs'));
  const { outputFiles, metafile } = await requireTool('esbuild').build({
    stdin: {
      contents: entries.map((path, at) => `export * as app${at} from ${JSON.stringify(path)};`).join('\n'),
      resolveDir: corpusFolder,
    },
    outfile: 'index.js',
    bundle: true,
    write: false,
    minify: true,
    format: 'cjs',
    platform: 'node',
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    external: apps.flatMap(missingModules),
    loader: { '.node': 'empty' },
  });
  const folder = join(corpusFolder, 'speed');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), outputFiles[0].contents);
  return { folder, bytes: outputFiles[0].contents.length, packages: countPackages(metafile) };
}

/** @returns {Promise<string>} one line */
export async function measureSpeed() {
  const { folder, bytes, packages } = await buildLargeBundle();
  const cache = mkdtempSync(join(tmpdir(), 'bench-speed-'));
  const options = ['--offline', '--cache', cache, '--format', 'json', '--no-progress'];
  const command = [process.execPath, commandLine, 'scan', folder, ...options];
  const empty = () => rmSync(cache, { recursive: true, force: true });
  const { seconds, megabytes } = await median(RUNS, () => measure(command, { accept: [0, 1, 4] }), empty);
  empty();
  const memory = megabytes === null ? '' : `, ${Math.round(megabytes)} MiB`;
  const what = `A bundle of ${(bytes / 1e6).toFixed(1)} MB with ${packages} copies of packages`;
  return `${what}: ${seconds.toFixed(2)} s${memory}; target 4 s, 700 MiB.`;
}
