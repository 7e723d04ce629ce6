// The map of a text that was made in two steps.
import { piecesOf } from '../kept-bytes.mjs';
import { requireTool } from '../folders.mjs';

/** Index of the last element that starts at or before an offset. */
function indexAt(starts, offset) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineStartsOf(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * @param {object | string} second from the final text to the one between
 * @param {{ code: string, map: string }} first the text between, and its map to the modules
 * @returns {string} from the final text to the modules: the right module everywhere, also where tools that chain maps
 *   lose segments; lines and columns where the first map has them
 */
export function chainMaps(second, { code, map }) {
  const { TraceMap, decodedMappings, originalPositionFor } = requireTool('@jridgewell/trace-mapping');
  const { encode } = requireTool('@jridgewell/sourcemap-codec');
  const trace = new TraceMap(map);
  const pieces = piecesOf(code, map);
  const starts = pieces.map(({ start }) => start);
  const lineStarts = lineStartsOf(code);
  const sources = new Map(trace.sources.map((source, index) => [source, index]));
  const lines = decodedMappings(new TraceMap(second)).map((segments) =>
    segments.map(([column, source, line, between]) => {
      if (source === undefined) return [column];
      const { source: owner } = pieces[indexAt(starts, lineStarts[line] + between)];
      if (owner === null) return [column];
      const position = originalPositionFor(trace, { line: line + 1, column: between });
      return [column, sources.get(owner), (position.line ?? 1) - 1, position.column ?? 0];
    }),
  );
  const { sourcesContent } = trace;
  return JSON.stringify({
    version: 3,
    sources: trace.sources,
    sourcesContent,
    names: [],
    mappings: encode(lines),
  });
}
