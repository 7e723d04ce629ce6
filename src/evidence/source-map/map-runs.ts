import { limitOf } from '../../files/index.js';
import type { MapSection } from './schema.js';
import { readMappings } from './read-mappings.js';

/** A run of the bundle's text that one source gave. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Index over the sources of all sections. */
  readonly source: number;
}

export interface MapRuns {
  readonly runs: readonly Run[];
  /** Positions that can be one token's start, and those that cannot: outside the text, before the last one, inside a word. */
  readonly fitting: Uint32Array;
  readonly misfitting: Uint32Array;
  readonly isWellFormed: boolean;
}

/** The last position of a source says where it begins, not how far it goes: beyond this nothing is believed of it. */
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

/** Joins positions to runs: from the first of a source to the next one of another, or not much beyond its line. */
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

  /** @param sources how many there are. */
  constructor(text: string, sources: number) {
    this.text = text;
    this.lineStarts = lineStartsOf(text);
    // The last count is of what is mapped to no source.
    this.fitting = new Uint32Array(sources + 1);
    this.misfitting = new Uint32Array(sources + 1);
  }

  /** Takes one position; false when no further one can be of use. */
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

/** Places every section's mappings in the text. Linear in both, whatever the map says. */
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
