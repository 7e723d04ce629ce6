import type { CodeFrame, CodePlace } from '../model/index.js';
import type { Flow } from '../program/index.js';
import { maskSecrets } from './mask-secrets.js';

/** Lines of a frame above and below its own. */
const FRAME_REACH = 2;
/** Characters of a line beyond which it is no line that people read. */
const READABLE_LINE = 200;

/** Starts of a text's lines. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Finds lines and columns of positions, each text's lines once. */
export class CodePlaces {
  private readonly starts = new Map<string, number[]>();
  private readonly sources: ReadonlyMap<string, string>;

  constructor({ sources }: Pick<Flow, 'sources'>) {
    this.sources = sources;
  }

  private startsOf(path: string): readonly number[] {
    const starts = this.starts.get(path) ?? lineStarts(this.sources.get(path) ?? '');
    this.starts.set(path, starts);
    return starts;
  }

  /** The lines around a line, without texts that may be credentials; undefined in minified code. */
  frame({ path, line }: Pick<CodePlace, 'path' | 'line'>): CodeFrame | undefined {
    const starts = this.startsOf(path);
    const source = this.sources.get(path) ?? '';
    const first = Math.max(line - 1 - FRAME_REACH, 0);
    const count = Math.min(line + FRAME_REACH, starts.length) - first;
    const lines = Array.from({ length: count }, (_, at) =>
      source.slice(starts[first + at], (starts[first + at + 1] ?? source.length + 1) - 1).trimEnd(),
    );
    if (lines.some(({ length }) => length > READABLE_LINE)) return undefined;
    return { line: first + 1, lines: maskSecrets(lines.join('\n')).split('\n') };
  }

  at(path: string, position: number): CodePlace {
    const starts = this.startsOf(path);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return { path, line: low + 1, column: position - (starts[low] ?? 0) + 1 };
  }
}
