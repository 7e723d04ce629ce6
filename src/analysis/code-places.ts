import type { CodePlace } from '../model/index.js';
import type { Flow } from '../program/index.js';

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

  at(path: string, position: number): CodePlace {
    const starts = this.starts.get(path) ?? lineStarts(this.sources.get(path) ?? '');
    this.starts.set(path, starts);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return { path, line: low + 1, column: position - (starts[low] ?? 0) + 1 };
  }
}
