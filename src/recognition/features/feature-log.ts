import { TOKENS_PER_SHAPE, MIN_TOKENS_PER_SHAPE } from '../parameters/features.js';
import { mixBits } from './hash-text.js';

/** The features of a text: 32-bit hashes and their positions, in the order of the walk. */
export interface Features {
  /** The lowest bit is 0 in an atom and 1 in a shape; see `isShape`. */
  readonly hashes: Uint32Array;
  /** UTF-16 code units, parallel to `hashes`. */
  readonly starts: Uint32Array;
}

/** Whether a feature is a shape (eight tokens of a function's code) or an atom (a string, a name, a number). */
export function isShape(hash: number): boolean {
  return (hash & 1) === 1;
}

type Numbers = Features['hashes'];

function grown(values: Numbers, length: number): Numbers {
  if (length < values.length) return values;
  const larger = new Uint32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/**
 * Collects the features of one text. Tokens go to streams. A function inside another function has its own stream, and the outer
 * stream continues after it: shapes do not change when a minifier moves the inner function.
 */
export class FeatureLog {
  private hashes: Numbers = new Uint32Array(1024);
  private starts: Numbers = new Uint32Array(1024);
  private count = 0;
  private tokens: Numbers = new Uint32Array(1024);
  private tokenStarts: Numbers = new Uint32Array(1024);
  private tokenCount = 0;

  private add(hash: number, start: number): void {
    this.hashes = grown(this.hashes, this.count);
    this.starts = grown(this.starts, this.count);
    this.hashes[this.count] = hash;
    this.starts[this.count] = start;
    this.count += 1;
  }

  atom(hash: number, start: number): void {
    this.add(hash & ~1, start);
  }

  token(hash: number, start: number): void {
    this.tokens = grown(this.tokens, this.tokenCount);
    this.tokenStarts = grown(this.tokenStarts, this.tokenCount);
    this.tokens[this.tokenCount] = hash;
    this.tokenStarts[this.tokenCount] = start;
    this.tokenCount += 1;
  }

  /** Opens a stream. @returns the argument for `closeStream`. */
  openStream(): number {
    return this.tokenCount;
  }

  /** Turns the tokens of the innermost stream into shapes. */
  closeStream(opened: number): void {
    const length = this.tokenCount - opened;
    const size = Math.min(TOKENS_PER_SHAPE, length);
    if (size >= MIN_TOKENS_PER_SHAPE)
      for (let first = opened; first + size <= this.tokenCount; first += 1) this.shape(first, size);
    this.tokenCount = opened;
  }

  private shape(first: number, size: number): void {
    let hash = size;
    for (let at = first; at < first + size; at += 1)
      hash = Math.imul(hash, 0x01000193) + (this.tokens[at] ?? 0);
    this.add(mixBits(hash) | 1, this.tokenStarts[first] ?? 0);
  }

  list(): Features {
    return { hashes: this.hashes.slice(0, this.count), starts: this.starts.slice(0, this.count) };
  }
}
