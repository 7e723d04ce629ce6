const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGIT = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value += 1) DIGIT[ALPHABET.charCodeAt(value)] = value;

const COMMA = 44;
const SEMICOLON = 59;
/** Values have 32 bits: 7 digits. */
const MAX_SHIFT = 30;

/**
 * Visits one mapping. Lines and columns start at 0, columns count UTF-16 code units, `source` is null for unmapped text. Return false
 * to stop.
 */
export type MappingVisitor = (line: number, column: number, source: number | null) => boolean;

/** Reads `mappings` as lists of Base64 VLQ numbers. https://tc39.es/ecma426/#sec-mappings */
class SegmentReader {
  line = 0;
  column = 0;
  source = 0;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Moves to the next segment. Returns false at the end of the text. */
  seek(): boolean {
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code !== SEMICOLON && code !== COMMA) return true;
      if (code === COMMA) continue;
      this.line += 1;
      this.column = 0;
    }
    return false;
  }

  /** Reads a segment. Returns whether it has a source, or null if it is malformed. */
  segment(): boolean | null {
    this.column += this.number();
    const isMapped = this.hasNumber();
    if (isMapped) {
      this.source += this.number();
      if (Number.isNaN(this.number() + this.number())) return null;
      if (this.hasNumber()) this.number();
    }
    return this.column >= 0 && this.source >= 0 ? isMapped : null;
  }

  private hasNumber(): boolean {
    return (DIGIT[this.text.charCodeAt(this.at)] ?? -1) >= 0;
  }

  /** The next number; NaN if there is none. */
  private number(): number {
    let value = 0;
    for (let shift = 0; shift <= MAX_SHIFT; shift += 5) {
      const digit = DIGIT[this.text.charCodeAt(this.at)] ?? -1;
      if (digit < 0) return NaN;
      this.at += 1;
      value += (digit & 31) * 2 ** shift;
      if (digit < 32) return value % 2 === 0 ? value / 2 : -(value - 1) / 2;
    }
    return NaN;
  }
}

/**
 * Visits every segment of a `mappings` text once, in order, without keeping any.
 * @returns false if the text is malformed; segments before that were visited.
 */
export function readMappings(mappings: string, visit: MappingVisitor): boolean {
  const reader = new SegmentReader(mappings);
  while (reader.seek()) {
    const isMapped = reader.segment();
    if (isMapped === null) return false;
    if (!visit(reader.line, reader.column, isMapped ? reader.source : null)) break;
  }
  return true;
}
