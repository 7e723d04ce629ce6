import { posix } from 'node:path';
import { fieldOf, textOf } from './manifest-facts.js';

/** Path relative to the package's folder → bytes. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

const ENDINGS = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/index.cjs', '/index.mjs', '/index.json'];
const READABLE = /\.(?:[cm]?js|json)$/;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

/** The source beside a minified file, if there is one: both hold the same code, and bundlers minify the source in their own way. */
function sourceTwin(files: PackageFiles, path: string): string {
  const twin = path.replace(/[.-]min(?=\.[cm]?js$)/, '');
  return files.has(twin) ? twin : path;
}

/**
 * The file that a path in a package means, by the rules of Node and bundlers: the path itself, with an ending, or as a folder.
 * https://nodejs.org/api/modules.html#all-together
 */
export function resolveFile(files: PackageFiles, path: string): string | null {
  const plain = posix.normalize(path).replace(/^\.\/|\/$/g, '');
  if (plain.startsWith('../')) return null;
  const manifest = files.get(posix.join(plain, 'package.json'));
  const main = manifest && plain !== '.' ? textOf(fieldOf(parseJson(manifest), 'main')) : '';
  const bases = main === '' ? [plain] : [posix.join(plain, main), plain];
  for (const base of bases)
    for (const ending of ENDINGS) {
      const found = base + ending;
      if (READABLE.test(found) && files.has(found)) return sourceTwin(files, found);
    }
  return null;
}
