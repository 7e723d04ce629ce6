/** Folders in which packages keep code of others. */
const KEPT_APART = /(?:^|\/)(?:_?vendor(?:s|ed)?|compiled|third[-_]?party|bundled)\//i;
/** Builds for browsers and script tags, which no function loads, and what packages are tested with and shown by. */
const NOT_LOADED =
  /(?:^|[/.-])(?:umd|iife|amd|browser|global|tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|examples?|demos?|docs?)(?=[/.])/i;
const SCRIPT = /\.[cm]?js$/i;

/** Whether a path below a package's folder is one where code of others is kept. */
export function isKeptApart(inside: string): boolean {
  return KEPT_APART.test(inside) && !NOT_LOADED.test(inside);
}

/** Less code than this, where code of others is kept, is not worth a look. */
const LEAST_KEPT_BYTES = 2 * 1024;
/** A smaller file of a package may hold a helper function of another one. */
const LEAST_BYTES = 32 * 1024;

/** Whether a file of a package may hold others, by its path below the package's folder and its size. */
export function mayHoldOthers(inside: string, size: number): boolean {
  if (size < LEAST_KEPT_BYTES || !SCRIPT.test(inside) || NOT_LOADED.test(inside)) return false;
  return size >= LEAST_BYTES || KEPT_APART.test(inside);
}

/** What bundlers write around modules when they melt several into one file. */
const MELTED = ['__webpack_require__', '__commonJS', 'getDefaultExportFromCjs'];
/** Names of packages in a bundle: esbuild's list of licences, inlined manifests. */
const NAMES = ['Bundled license information', '"version":', 'version:"', 'version: "'];
/** Vercel's ncc, which bundles what Node runs. */
const NCC = '__nccwpck_require__';

/**
 * Kind of a bundled file by its bytes: `modules` of a bundle with meaningless numbers · `paths` of modules, or helpers
 * of a bundler that names them.
 */
export type MeltedKind = 'modules' | 'paths';

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether paths of packages' modules may be in it. */
export function namesPaths(bytes: Uint8Array): boolean {
  return bufferOf(bytes).includes('node_modules/');
}

/** Whether a file of a package looks as if a bundler had put others into it; null when not. */
export function meltedKind(bytes: Uint8Array, inside: string): MeltedKind | null {
  const text = bufferOf(bytes);
  if (text.includes(NCC)) return 'modules';
  if (namesPaths(bytes)) return 'paths';
  if (!MELTED.some((mark) => text.includes(mark))) return null;
  if (KEPT_APART.test(inside)) return 'modules';
  return NAMES.some((mark) => text.includes(mark)) ? 'paths' : null;
}
