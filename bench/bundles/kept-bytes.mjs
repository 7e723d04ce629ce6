// Whose the bytes of a final text are, by the source map that was made with it.
import { requireTool } from './folders.mjs';

/**
 * @typedef {object} Piece
 * @property {number} start UTF-16 offset in the text
 * @property {string | null} source as the map spells it; null where the map says that the bundler wrote it itself
 */

/**
 * Cuts a text where its map's source changes. What follows a segment is its source's until the next one, also on later
 * lines: bundlers map no line that only goes on.
 * @returns {Piece[]} ascending; the first starts at 0
 */
export function piecesOf(code, map) {
  const { TraceMap, decodedMappings } = requireTool('@jridgewell/trace-mapping');
  const trace = new TraceMap(map);
  const pieces = [{ start: 0, source: null }];
  let lineStart = 0;
  for (const segments of decodedMappings(trace)) {
    for (const [column, source] of segments) {
      const name = source === undefined ? null : (trace.sources[source] ?? null);
      if (name !== pieces.at(-1).source) pieces.push({ start: lineStart + column, source: name });
    }
    const end = code.indexOf('\n', lineStart);
    if (end < 0) break;
    lineStart = end + 1;
  }
  return pieces;
}

/**
 * Gives ranges of a text to other sources than the map does: what is JSON is often not mapped.
 * @param {Piece[]} pieces
 * @param {{ start: number, end: number, source: string }[]} ranges ascending, apart from each other
 * @returns {Piece[]}
 */
export function overlay(pieces, ranges) {
  const result = [];
  let at = 0;
  let current = null;
  for (const { start, end, source } of ranges) {
    for (; at < pieces.length && pieces[at].start < start; at += 1) {
      result.push(pieces[at]);
      current = pieces[at].source;
    }
    result.push({ start, source });
    for (; at < pieces.length && pieces[at].start <= end; at += 1) current = pieces[at].source;
    result.push({ start: end, source: current });
  }
  return [...result, ...pieces.slice(at)];
}

/** @returns {Map<string | null, number>} source → bytes of the text in UTF-8 */
export function bytesBySource(code, pieces) {
  const bytes = new Map();
  for (const [index, { start, source }] of pieces.entries()) {
    const length = Buffer.byteLength(code.slice(start, pieces[index + 1]?.start ?? code.length));
    bytes.set(source, (bytes.get(source) ?? 0) + length);
  }
  return bytes;
}
