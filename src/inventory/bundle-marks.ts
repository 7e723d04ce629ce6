/**
 * Marks that bundlers leave in what they write. One is enough to say that a file may hold other people's packages;
 * none of them survives every minifier, so size and line length are looked at as well.
 */
const MARKS = [
  '__webpack_require__',
  '__nccwpck_require__',
  'webpackChunk',
  '__commonJS',
  '__toESM',
  '// node_modules/',
  '/node_modules/',
  'Bundled license information',
  'parcelRequire',
];

/** Hand-written lines are shorter on average, in bytes; minified files have lines of thousands. */
const MINIFIED_LINE_BYTES = 250;
/** Below this a file is too small to hide a package that matters and too small to judge by its lines. */
const SMALL_FILE_BYTES = 4 * 1024;
/** A single hand-written module is hardly ever larger; rollup's plain output has no other mark. */
const LARGE_FILE_BYTES = 100 * 1024;

/** Whether a JavaScript file outside every package looks like a bundler's or minifier's output. */
export function looksBundled(bytes: Uint8Array): boolean {
  if (bytes.length < SMALL_FILE_BYTES) return false;
  if (bytes.length > LARGE_FILE_BYTES) return true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const lines = text.split('\n').length;
  return bytes.length / lines > MINIFIED_LINE_BYTES || MARKS.some((mark) => text.includes(mark));
}
