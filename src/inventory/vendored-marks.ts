/** Names of folders in which packages keep copies of other packages. */
const KEPT_APART = /(?:^|\/)(?:_?vendor(?:s|ed)?|compiled|third[-_]?party|bundled)\//i;
/** Builds for browsers and script tags, which no function loads, and files of tests and demos. */
const NOT_LOADED =
  /(?:^|[/.-])(?:umd|iife|amd|browser|global|tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|examples?|demos?|docs?)(?=[/.])/i;
const SCRIPT = /\.[cm]?js$/i;

/** Whether a path below a package's folder is in a folder for copies. */
export function isKeptApart(inside: string): boolean {
  return KEPT_APART.test(inside) && !NOT_LOADED.test(inside);
}

/** Minimum size in bytes of a file in a folder for copies that is searched. */
const LEAST_KEPT_BYTES = 2 * 1024;
/** Minimum size in bytes of any other file that is searched: a smaller one may only hold a helper function of another package. */
const LEAST_BYTES = 32 * 1024;

/** Whether a file of a package may hold others, by its path below the package's folder and its size. */
export function mayHoldOthers(inside: string, size: number): boolean {
  if (size < LEAST_KEPT_BYTES || !SCRIPT.test(inside) || NOT_LOADED.test(inside)) return false;
  return size >= LEAST_BYTES || KEPT_APART.test(inside);
}

/** Texts that bundlers write around modules when they merge several into one file. */
const BUNDLED = ['__webpack_require__', '__commonJS', 'getDefaultExportFromCjs'];
/** Names of packages in a bundle: esbuild's list of licences, inlined manifests. */
const NAMES = ['Bundled license information', '"version":', 'version:"', 'version: "'];
/** Helper of Vercel's ncc, which bundles code for Node. */
const NCC = '__nccwpck_require__';

/**
 * Kind of a bundled file. `modules`: its module ids have no meaning. `paths`: it contains paths of modules, or its
 * bundler's helpers, and names packages.
 */
export type BundledKind = 'modules' | 'paths';

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the file may contain paths of packages' modules. */
export function namesPaths(bytes: Uint8Array): boolean {
  return bufferOf(bytes).includes('node_modules/');
}

/** Kind of a package's file that seems to contain bundled modules; null for other files. */
export function bundledKind(bytes: Uint8Array, inside: string): BundledKind | null {
  const text = bufferOf(bytes);
  if (text.includes(NCC)) return 'modules';
  if (namesPaths(bytes)) return 'paths';
  if (!BUNDLED.some((mark) => text.includes(mark))) return null;
  if (KEPT_APART.test(inside)) return 'modules';
  return NAMES.some((mark) => text.includes(mark)) ? 'paths' : null;
}
