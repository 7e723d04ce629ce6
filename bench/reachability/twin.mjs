// The twin of an application: one file that esbuild bundles, and which packages' code in it runs when the handler is called once.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { appsFolder, callHandler } from './install-app.mjs';
import { packageFolderOf, packageNameOf } from './package-folder-of.mjs';

/** Not minified: esbuild's comments and wrappers then name the file that each part is from. */
async function bundle(app, folder, twinFolder) {
  const { format = 'cjs', external = [] } = app.bundle;
  const place = join(folder, app.handler.slice(0, app.handler.lastIndexOf('.')));
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [place],
    outfile: join(twinFolder, format === 'esm' ? 'index.mjs' : 'index.js'),
    bundle: true,
    platform: 'node',
    format,
    external,
    metafile: true,
    logLevel: 'error',
    banner:
      format === 'esm'
        ? {
            js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
          }
        : {},
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  return new Map(Object.entries(inputs));
}

/**
 * Names of wrappers that ran, and of those that did not. esbuild wraps a module into a method that is named after its path.
 * https://nodejs.org/api/cli.html#node_v8_coveragedir
 */
function wrappersIn(coverageFolder, twinFolder) {
  const ran = new Set();
  const waited = new Set();
  for (const file of readdirSync(coverageFolder)) {
    const { result } = JSON.parse(readFileSync(join(coverageFolder, file), 'utf8'));
    const scripts = result.filter(({ url }) => url.startsWith(`file://${twinFolder}/`));
    for (const { functionName, ranges } of scripts.flatMap(({ functions }) => functions))
      (ranges[0].count > 0 ? ran : waited).add(functionName);
  }
  return { ran, waited };
}

/**
 * Builds the twin, starts it, calls it once.
 * @param {import('./apps.mjs').App} app
 * @param {string} folder where it is installed
 * @returns {Promise<{ app: import('./apps.mjs').App, folder: string, loaded: string[] }>} loaded: names of packages, sorted
 */
export async function tracedTwin(app, folder) {
  const name = `${app.name}-bundle`;
  const twinFolder = join(appsFolder, name);
  const coverageFolder = join(appsFolder, `${name}.coverage`);
  for (const stale of [twinFolder, coverageFolder]) rmSync(stale, { recursive: true, force: true });
  mkdirSync(twinFolder, { recursive: true });
  // Beside the twin, not in it: Node would else read the project's own, which says that scripts are modules.
  writeFileSync(join(appsFolder, 'package.json'), '{ "type": "commonjs" }');
  const inputs = await bundle(app, folder, twinFolder);
  const twin = { ...app, name, handler: `index${app.handler.slice(app.handler.lastIndexOf('.'))}` };
  callHandler(twin, twinFolder, { variables: { NODE_V8_COVERAGE: coverageFolder } });
  const { ran, waited } = wrappersIn(coverageFolder, twinFolder);
  // What has no wrapper stands among the bundle's own statements, which always run.
  const runs = ([path, { bytesInOutput }]) => ran.has(path) || (!waited.has(path) && bytesInOutput > 0);
  const folders = [...inputs].filter(runs).map(([path]) => packageFolderOf(path));
  const loaded = new Set(folders.filter((place) => place !== null).map(packageNameOf));
  return { app: twin, folder: twinFolder, loaded: [...loaded].toSorted((a, b) => (a < b ? -1 : 1)) };
}
