// A copy of a program beside the packages that it imports, in TypeScript as written or compiled, and the packages of a plain zip.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireTool } from '../bundles/folders.mjs';
import { generationFolder, programsFolder } from './folders.mjs';

/** The bundlers that read TypeScript themselves. */
const READS_TYPESCRIPT = new Set(['esbuild', 'rolldown', 'bun']);

/** What their users compile TypeScript to first: ncc's and those of plain zips to CommonJS, as `tsc` does without being told. */
const COMPILED_TO = { webpack: 'esm', rollup: 'esm', ncc: 'cjs', none: 'cjs' };

const isTypeScript = (path) => path.endsWith('.ts');

/**
 * @param {import('./programs.mjs').Program} program
 * @param {string} generation
 * @param {string} bundler
 * @returns {{ folder: string, entry: string }}
 */
export function stage(program, generation, bundler) {
  const compiled =
    READS_TYPESCRIPT.has(bundler) || !isTypeScript(program.entry) ? 'as-written' : COMPILED_TO[bundler];
  const folder = join(generationFolder(generation), 'programs', compiled, program.name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(programsFolder, program.name), folder, { recursive: true });
  rmSync(join(folder, 'truth.json'));
  if (compiled === 'as-written') return { folder, entry: program.entry };
  for (const path of readdirSync(folder, { recursive: true }).filter(isTypeScript))
    compile(join(folder, path), compiled);
  return { folder, entry: program.entry.replace(/\.ts$/, '.js') };
}

function compile(file, format) {
  const { code } = requireTool('esbuild').transformSync(readFileSync(file, 'utf8'), {
    loader: 'ts',
    target: 'es2022',
    format,
    ...(format === 'cjs' ? { platform: 'node' } : {}),
  });
  writeFileSync(file.replace(/\.ts$/, '.js'), code);
  rmSync(file);
}

const IMPORTED = /(?:from|require\(|import\()\s*['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g;

/** Copies what the program imports, and what that depends on, to the out folder's `node_modules`. */
export function copyPackages(folder, generation, out) {
  const sources = readdirSync(folder, { recursive: true }).filter((path) => /\.[cm]?js$/.test(path));
  const names = sources.flatMap((path) =>
    [...readFileSync(join(folder, path), 'utf8').matchAll(IMPORTED)].map(([, name]) => name),
  );
  const root = generationFolder(generation);
  const waiting = [...new Set(names)].map((name) => ({ name, from: root }));
  const taken = new Set();
  while (waiting.length > 0) {
    const { name, from } = waiting.pop();
    const found = find(name, from, root);
    if (found === null || taken.has(found)) continue;
    taken.add(found);
    const manifest = JSON.parse(readFileSync(join(found, 'package.json'), 'utf8'));
    for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
      waiting.push({ name: dependency, from: found });
  }
  for (const found of taken) copyPackage(found, join(out, found.slice(root.length + 1)));
}

/** The folder of a package as Node finds it; null for Node's own modules and peers that are not installed. */
function find(name, from, root) {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
  }
  return null;
}

function copyPackage(from, to) {
  mkdirSync(to, { recursive: true });
  const nested = join(from, 'node_modules');
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !path.startsWith(nested) && !/\.(?:d\.[cm]?ts|map)$|\/dist-types(?:\/|$)/.test(path),
  });
}
