import { limitOf } from '../../files/index.js';
import type { MapSection } from './schema.js';
import { readMappings } from './read-mappings.js';

/** A range of the bundle's text that comes from one source. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Index into the sources of all sections. */
  readonly source: number;
}

export interface MapRuns {
  readonly runs: readonly Run[];
  /**
   * Counts by source: positions that can be the start of a token, and positions that cannot (outside the text, out of order, inside a
   * word).
   */
  readonly fitting: Uint32Array;
  readonly misfitting: Uint32Array;
  readonly isWellFormed: boolean;
}

/** Length of text that is attributed to a source after its last position: where that code ends is unknown. */
const MAX_TAIL = 4096;

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function isWordCode(code: number): boolean {
  const letter = code | 32;
  return (
    (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code > 127
  );
}

function isInsideWord(text: string, at: number): boolean {
  return at > 0 && isWordCode(text.charCodeAt(at - 1)) && isWordCode(text.charCodeAt(at));
}

/** Joins positions into runs. A run ends at the next position of another source, or soon after the line of its last position. */
class RunBuilder {
  readonly runs: Run[] = [];
  readonly fitting: Uint32Array;
  readonly misfitting: Uint32Array;
  private source: number | null = null;
  private start = 0;
  private last = 0;
  private lineEnd = 0;
  private readonly lineStarts: readonly number[];
  private readonly text: string;

  /** @param sources number of sources. */
  constructor(text: string, sources: number) {
    this.text = text;
    this.lineStarts = lineStartsOf(text);
    // The last counter is for positions without a source.
    this.fitting = new Uint32Array(sources + 1);
    this.misfitting = new Uint32Array(sources + 1);
  }

  /** Adds one position. Returns false if further positions are of no use. */
  add(line: number, column: number, source: number | null): boolean {
    const start = this.lineStarts[line];
    if (start === undefined) return this.count(this.misfitting, source);
    const at = start + column;
    const nextLine = this.lineStarts[line + 1] ?? this.text.length + 1;
    if (at >= nextLine || at < this.last || isInsideWord(this.text, at)) {
      this.count(this.misfitting, source);
      return true;
    }
    this.count(this.fitting, source);
    if (source !== this.source) this.close(at, source);
    this.last = at;
    this.lineEnd = Math.min(nextLine, this.text.length);
    return !this.isFull;
  }

  private count(counts: Uint32Array, source: number | null): false {
    const index = source ?? counts.length - 1;
    counts[index] = (counts[index] ?? 0) + 1;
    return false;
  }

  get isFull(): boolean {
    return this.runs.length >= limitOf('source-map-runs');
  }

  close(at: number, next: number | null): void {
    const end = Math.min(at, this.lineEnd, this.last + MAX_TAIL);
    if (this.source !== null && end > this.start)
      this.runs.push({ start: this.start, end, source: this.source });
    this.source = next;
    this.start = at;
  }
}

/** Places the mappings of all sections in the text. Linear in both, whatever the map contains. */
export function mapRuns(text: string, sections: readonly MapSection[]): MapRuns {
  const total = sections.reduce((sum, { map }) => sum + map.sources.length, 0);
  const builder = new RunBuilder(text, total);
  let isWellFormed = true;
  let first = 0;
  for (const { line: atLine, column: atColumn, map } of sections) {
    const base = first;
    const count = map.sources.length;
    const wasRead = readMappings(map.mappings, (line, column, source) => {
      const known = source === null || source >= count ? null : base + source;
      return builder.add(atLine + line, column + (line === 0 ? atColumn : 0), known);
    });
    isWellFormed &&= wasRead && !builder.isFull;
    first += count;
  }
  builder.close(text.length, null);
  const { runs, fitting, misfitting } = builder;
  return { runs, fitting, misfitting, isWellFormed };
}
