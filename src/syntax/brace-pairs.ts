/** What begins, or ends, something that a bracket in a text may be inside of. */
const NEXT = /["'`{}()/]|<!--|-->/g;
/** What ends a text of the code, or hides its end. */
const STOPS: Readonly<Record<string, RegExp>> = {
  '"': /["\\\n]/g,
  "'": /['\\\n]/g,
  '`': /[`\\]|\$\{/g,
  '/': /[/\\\n[\]]/g,
};
const LINE_END = /[\n\r\u2028\u2029]/g;
/** Words behind which a regular expression begins, not a division. */
const BEFORE_PATTERN = /(?:^|[^.#\w$])(?:return|typeof|case|in|delete|void|throw|new|instanceof|else|do)$/;
/** Words that may be names, too. */
const MAY_BE_NAME = /(?:^|[^.#\w$])(?:of|yield|await)$/;
/** Words whose parentheses a statement follows. */
const BEFORE_CONDITION = /(?:^|[^.#\w$])(?:if|while|for|with|await)$/;
/** Characters of a text that are read before a place. */
const BEFORE = 80;

/** A bracket that is open. */
interface Open {
  readonly is: '{' | '${' | '(';
  readonly at: number;
}

/** Thrown where only a parser can tell what a character means. */
class Ambiguous extends Error {}

/** Reads a script as far as its characters tell what they are. */
class BraceReader {
  /** Positions of closing braces by those of the opening ones. */
  readonly pairs = new Map<number, number>();
  private readonly open: Open[] = [];
  private readonly text: string;
  private at = 0;
  /** Whether the parentheses that were closed last hold the condition of a statement. */
  private isCondition = false;
  /** The last comments that only blanks are between. */
  private readonly comments = { start: 0, end: 0 };

  constructor(text: string) {
    this.text = text;
  }

  read(): void {
    for (let next = this.next(NEXT); next !== null; next = this.next(NEXT)) this.take(next);
  }

  /** Goes behind the next match. */
  private next(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found?.[0] ?? null;
  }

  private take(next: string): void {
    const at = this.at - next.length;
    if (next === '{') this.open.push({ is: '{', at });
    else if (next === '(') this.open.push({ is: '(', at });
    else if (next === '}') this.closeBrace(at);
    else if (next === ')') this.closeParentheses();
    else if (next === '/') this.passSlash(at);
    else if (next.length > 1) throw new Ambiguous();
    else this.passText(next);
  }

  private closeBrace(at: number): void {
    const opened = this.open.pop();
    if (opened?.is === '{') this.pairs.set(opened.at, at);
    else if (opened?.is === '${') this.passText('`');
    else throw new Ambiguous();
  }

  private closeParentheses(): void {
    const opened = this.open.pop();
    if (opened?.is !== '(') throw new Ambiguous();
    this.isCondition = BEFORE_CONDITION.test(this.before(opened.at));
  }

  /** The code before a place, without blanks and comments right before it. */
  private before(at: number): string {
    const { start, end } = this.comments;
    const since = this.text.slice(Math.max(end, at - BEFORE), at).trimEnd();
    if (since !== '' || at - end > BEFORE) return since;
    return this.text.slice(Math.max(0, start - BEFORE), start).trimEnd();
  }

  /** Goes behind a comment. @param end of the comment; a negative one: it has none. */
  private passComment(at: number, end: number): void {
    if (end < 0) throw new Ambiguous();
    const { comments, text } = this;
    const isNext = at - comments.end <= BEFORE && text.slice(comments.end, at).trim() === '';
    if (!isNext) comments.start = at;
    comments.end = end;
    this.at = end;
  }

  /** Goes behind a text that a quote, a backquote or the slash of a regular expression began. */
  private passText(quote: string): void {
    const stops = STOPS[quote] ?? LINE_END;
    let isInClass = false;
    for (let stop = this.next(stops); stop !== quote || isInClass; stop = this.next(stops)) {
      if (stop === '${') {
        this.open.push({ is: '${', at: this.at });
        return;
      }
      if (stop === '\\') this.at += 1;
      else if (stop === '[') isInClass = true;
      else if (stop === ']') isInClass = false;
      else if (stop !== '/') throw new Ambiguous();
    }
  }

  private passSlash(at: number): void {
    const { text } = this;
    if (text.startsWith('//', at)) {
      this.passComment(at, this.next(LINE_END) === null ? text.length : this.at);
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      this.passComment(at, end < 0 ? end : end + 2);
    } else if (this.beginsPattern(this.before(at))) this.passText('/');
  }

  /** Whether a slash behind some code begins a regular expression. */
  private beginsPattern(before: string): boolean {
    const last = before.at(-1) ?? '/';
    if (last === ')') return this.isCondition;
    if (/["'`\]]/.test(last)) return false;
    if (/[}/.]/.test(last) || before.endsWith('++') || before.endsWith('--')) throw new Ambiguous();
    if (/[(,=:[!&|?{;+\-*%^~<>]/.test(last)) return true;
    if (MAY_BE_NAME.test(before)) throw new Ambiguous();
    return BEFORE_PATTERN.test(before);
  }
}

/**
 * Where braces of a script end, by where they begin: of those that end before the first character that only a parser understands.
 * Takes time that is linear in the text's length.
 */
export function bracePairs(text: string): ReadonlyMap<number, number> {
  const reader = new BraceReader(text);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Ambiguous)) throw error;
  }
  return reader.pairs;
}
