/** Marks that only bundlers write. One is enough, in a file of any size; none of them survives every minifier. */
const MARKS = [
  '__webpack_require__',
  '__nccwpck_require__',
  'webpackChunk',
  '__commonJS',
  '__toESM',
  'Bundled license information',
  'parcelRequire',
  'getDefaultExportFromCjs',
  'commonjsGlobal',
  '_mergeNamespaces',
];
/** The path of a module in a comment of its own, as esbuild, Rollup and Bun write it. */
const PATH_COMMENT = /^[\t ]*\/\/ (?:\S{0,500}\/)?node_modules\/\S/m;
/** People write such a path too, so it is a mark in larger files only. */
const PATH = '/node_modules/';

/** Rolldown's heading of a module; people who fold their code by hand name no file. */
const REGION = /^\/\/#region \S{1,500}\.[cm]?[jt]sx?$/m;

/** Hand-written lines are shorter on average, in bytes; minified files have lines of thousands. */
const MINIFIED_LINE_BYTES = 250;
/** Below this size, what people may write as well is no mark. */
const SMALL_FILE_BYTES = 4 * 1024;
/** A single hand-written module is hardly ever larger. */
const LARGE_FILE_BYTES = 100 * 1024;

/** Minified code has hardly any white space, and that can be seen of a small chunk already. */
const DENSE_FILE_BYTES = 256;
const DENSE_LINE_BYTES = 120;
const DENSE_SPACE_SHARE = 0.1;

/** Names that modules share become `name$1`, `name$2` when they are put into one scope; this many different ones are no coincidence. */
const RENAMED = /\b[A-Za-z_]\w*\$[1-9]\d?\b/g;
const MIN_RENAMED = 3;

/** `index-BtdTMqpM.js`, `chunk-3VE4WK5J.js`: the name of a piece that a bundler cut off ends in a hash of its content. */
const CHUNK_NAME = /[-.]([\w-]{8})\.[cm]?js$/;

function isChunkName(path: string): boolean {
  const hash = CHUNK_NAME.exec(path)?.[1] ?? '';
  // A word has capitals at its start at most.
  return /[A-Z]/.test(hash) && (/\d/.test(hash) || /[A-Z][^A-Z]*[A-Z]/.test(hash));
}

function isDense(text: string, lineBytes: number): boolean {
  if (text.length < DENSE_FILE_BYTES || lineBytes <= DENSE_LINE_BYTES) return false;
  return text.length - text.replaceAll(/\s+/g, '').length < text.length * DENSE_SPACE_SHARE;
}

function hasRenamedNames(text: string): boolean {
  return text.includes('$1') && new Set(text.match(RENAMED)).size >= MIN_RENAMED;
}

/** Whether a JavaScript file outside every package looks like a bundler's or minifier's output. Figures: CONTRIBUTING.md. */
export function looksBundled(path: string, bytes: Uint8Array): boolean {
  if (bytes.length > LARGE_FILE_BYTES || isChunkName(path)) return true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const lineBytes = text.length / text.split('\n').length;
  if (isDense(text, lineBytes)) return true;
  if (MARKS.some((mark) => text.includes(mark)) || REGION.test(text) || PATH_COMMENT.test(text)) return true;
  if (text.length < SMALL_FILE_BYTES) return false;
  return text.includes(PATH) || lineBytes > MINIFIED_LINE_BYTES || hasRenamedNames(text);
}
