import { BRACKET_DEPTHS } from './brackets.js';
import { quotedEnd } from './quoted-text.js';

/** A word, a text in quotes, or any other sign of Python's code. https://docs.python.org/3/reference/lexical_analysis.html */
export interface PythonToken {
  readonly kind: 'name' | 'text' | 'sign';
  /** Of a text: what stands between the quotes, escapes as they are written. */
  readonly value: string;
  /** Of a text: whether code stands in it. */
  readonly isFormatted: boolean;
}

/** A statement, with the statements after it on the line; a line that goes on in brackets is one. */
export interface LogicalLine {
  /** Columns before it. */
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

const TOKEN =
  /([ \t\f]+)|(#[^\n\r]*)|(\r\n?|\n)|\\(?:\r\n?|\n)|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|("""|'''|"|')|(\d[\w.]*|[^])/y;
/** Letters that may stand before a text: https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals */
const PREFIX = /^(?:[rbuft]|[bft]r|r[bft])$/i;

/** Columns of white space: a tab goes to the next multiple of eight. */
function columnsOf(space: string): number {
  let columns = 0;
  for (const sign of space) {
    if (sign === '\t') columns += 8 - (columns % 8);
    else columns = sign === '\f' ? 0 : columns + 1;
  }
  return columns;
}

/** The start of a line that can stand in no brackets: a bracket before it was never closed. */
const STATEMENT = /[ \t]*(?:import[ \t]+\w|class[ \t]+\w|def[ \t]+\w|from[ \t]+[.\w]+[ \t]+import\b)/y;

/** How many brackets more are open behind a token. */
export function depthOf({ kind, value }: Pick<PythonToken, 'kind' | 'value'>): number {
  return kind === 'sign' ? (BRACKET_DEPTHS.get(value) ?? 0) : 0;
}

/** Reads code from the start to the end, without a look at whether it is valid. */
class LineReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private indent = 0;
  private isAtStart = true;
  private tokens: PythonToken[] = [];

  constructor(text: string) {
    this.text = text;
    // A mark of the byte order.
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  /** The text in quotes that begins behind its opening quotes. An unclosed one ends with the line, or with the file. */
  private readText(quotes: string, prefix: string): void {
    const { stop, isClosed } = quotedEnd(this.text, quotes, this.at);
    this.tokens.push({
      kind: 'text',
      value: this.text.slice(this.at, stop),
      isFormatted: /[ft]/i.test(prefix),
    });
    this.at = isClosed ? stop + quotes.length : stop;
  }

  private add(kind: 'name' | 'sign', value: string): void {
    this.tokens.push({ kind, value, isFormatted: false });
    this.depth = Math.max(0, this.depth + depthOf({ kind, value }));
  }

  /** Letters right before a text are no word. */
  private takePrefix(start: number): string {
    const last = this.tokens.at(-1);
    if (last?.kind !== 'name' || !PREFIX.test(last.value)) return '';
    if (!this.text.startsWith(last.value, start - last.value.length)) return '';
    this.tokens.pop();
    return last.value;
  }

  /** Reads the sign, word or text that a match begins. */
  private addToken([, , , , name, quotes, sign]: RegExpExecArray, start: number): void {
    if (name !== undefined) this.add('name', name);
    else if (quotes !== undefined) this.readText(quotes, this.takePrefix(start));
    else if (sign !== undefined && sign !== '\\') this.add('sign', sign);
    else return;
    this.isAtStart = false;
  }

  private step(match: RegExpExecArray): void {
    const [all, space, , newline] = match;
    this.at = match.index + all.length;
    if (space !== undefined && this.isAtStart) this.indent = columnsOf(space);
    if (newline === undefined && space === undefined) this.addToken(match, match.index);
  }

  private isInBrackets(): boolean {
    if (this.depth === 0) return false;
    STATEMENT.lastIndex = this.at;
    if (STATEMENT.test(this.text)) this.depth = 0;
    return this.depth > 0;
  }

  *lines(): Generator<LogicalLine> {
    for (;;) {
      TOKEN.lastIndex = this.at;
      const match = TOKEN.exec(this.text);
      if (!match) break;
      this.step(match);
      if (match[3] === undefined || this.isInBrackets()) continue;
      if (this.tokens.length > 0) yield { indent: this.indent, tokens: this.tokens };
      this.tokens = [];
      this.indent = 0;
      this.isAtStart = true;
    }
    if (this.tokens.length > 0) yield { indent: this.indent, tokens: this.tokens };
  }
}

/** The logical lines of a script in Python. An unclosed bracket joins lines up to the next import or definition. */
export function logicalLines(text: string): Generator<LogicalLine> {
  return new LineReader(text).lines();
}
