// Bundles html-report/ into src/reporters/html/page.ts, which is compiled like any other file. `npm run build` and every test run start it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const projectFolder = join(import.meta.dirname, '..');
const pageFile = join(projectFolder, 'src/reporters/html/page.ts');

/** The licence of bundled code, which has to be part of the bundle. */
function licenceComment() {
  const licence = readFileSync(join(projectFolder, 'node_modules/preact/LICENSE'), 'utf8');
  return `/*! Preact\n\n${licence}*/`;
}

/** @returns {Promise<{ script: string, style: string }>} */
async function buildPage() {
  const { outputFiles } = await build({
    absWorkingDir: projectFolder,
    entryPoints: { script: 'html-report/main.tsx', style: 'html-report/style/index.css' },
    outdir: 'build/html-report',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    banner: { js: licenceComment() },
  });
  const text = (extension) => outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? '';
  const page = { script: text('.js'), style: text('.css') };
  // Either text would end its element in the report.
  if (/<\/(?:script|style)|<!--/i.test(page.script + page.style)) throw new Error('The page ends itself.');
  return page;
}

/**
 * Writes the page's module if it is missing or out of date; a concurrent run sees the old or the new file, whole. Vitest starts
 * its `globalSetup` by this name.
 */
export async function setup() {
  const source = `// Made by scripts/build-html-report.mjs.\nexport const PAGE = ${JSON.stringify(await buildPage())};\n`;
  if (existsSync(pageFile) && readFileSync(pageFile, 'utf8') === source) return;
  const unfinished = `${pageFile}.${process.pid}`;
  writeFileSync(unfinished, source);
  renameSync(unfinished, pageFile);
}

if (process.argv[1] === import.meta.filename) await setup();
