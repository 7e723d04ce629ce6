import { firstIndex } from '../model/index.js';
import { tokTypes, type Options, type Program, type Statement, type TokenType } from 'acorn';
import { limitOf } from '../files/index.js';
import { BoundedParser } from './bounded-parser.js';
import type { Cell } from './regions/flat-code.js';

/** A script's tree, as far as it is needed and could be read. Positions count in the text. */
export interface PartialScript {
  /** Null where hardly anything of it is JavaScript. */
  readonly program: Program | null;
  /** Stretches that do not parse, each within one statement, in the order of their ends. */
  readonly unread: readonly Cell[];
}

/** Characters on both sides of a place whose statements are kept; the values of its names are mostly there. */
const AROUND = 64 * 1024;

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** How often a text may be gone through to find the ends of statements that do not parse; twice is usual. */
const MOST_READINGS = 4;

const OPENING: ReadonlySet<TokenType> = new Set([
  tokTypes.braceL,
  tokTypes.parenL,
  tokTypes.bracketL,
  tokTypes.dollarBraceL,
]);
const CLOSING: ReadonlySet<TokenType> = new Set([tokTypes.braceR, tokTypes.parenR, tokTypes.bracketR]);

/** Thrown when repairing a text costs more than it is worth. */
class BeyondRepair extends Error {}

/** Lists that a statement may leave longer or shorter when it fails. */
interface Lists {
  context: unknown[];
  labels: unknown[];
  scopeStack: unknown[];
  privateNameStack: unknown[];
}

/** Whether one of some stretches, in order and apart from each other, overlaps [start, end). */
function overlaps(kept: readonly Cell[], { start, end }: Cell): boolean {
  const low = firstIndex(0, kept.length, (at) => (kept[at]?.end ?? 0) > start);
  return (kept[low]?.start ?? Infinity) < end;
}

/**
 * A parser that reads every statement and keeps those near places of interest, so that a text of any length takes little memory;
 * and that goes on behind a statement which does not parse.
 */
class SalvagingParser extends BoundedParser {
  /** Shared by all states that the parser goes back to. */
  private readonly found = { unread: [] as Cell[], repairs: 0, skipped: 0 };
  private readonly kept: readonly Cell[];

  constructor(text: string, kept: readonly Cell[]) {
    super(OPTIONS, text);
    this.kept = kept;
  }

  get unread(): readonly Cell[] {
    return this.found.unread;
  }

  /** Errors about names, not syntax, are ignored. */
  override raiseRecoverable(): void {
    // Such code runs, or fails when it runs.
  }

  /** Passes over characters that begin no token, such as `@`; their statement then fails at its beginning. */
  override nextToken(): void {
    for (let isRead = false; !isRead;) {
      try {
        super.nextToken();
        isRead = true;
      } catch (error) {
        if (!(error instanceof SyntaxError && error.message.startsWith('Unexpected character'))) throw error;
        this.pos += 1;
      }
    }
  }

  override parseStatement(context: unknown, isTop?: boolean, exported?: unknown): Statement {
    const before = this.state();
    try {
      const statement = super.parseStatement(context, isTop, exported);
      if (overlaps(this.kept, statement)) return statement;
      this.nodes = before.nodes;
      return this.standIn(statement.start);
    } catch (error) {
      if (error instanceof BeyondRepair) throw error;
      const failedAt = this.pos;
      Object.assign(this, before);
      return this.skip(failedAt, isTop === true);
    }
  }

  private state(): Partial<this> & { readonly nodes: number } {
    const { context, labels, scopeStack, privateNameStack } = this as unknown as Lists;
    const lists: Lists = {
      context: [...context],
      labels: [...labels],
      scopeStack: [...scopeStack],
      privateNameStack: [...privateNameStack],
    };
    return Object.assign({ nodes: this.nodes }, this, lists);
  }

  /** A placeholder for a statement. An exported one needs a name. */
  private standIn(start: number): Statement {
    const place = { start, end: this.lastTokEnd };
    return { type: 'EmptyStatement', ...place, id: { type: 'Identifier', name: '', ...place } } as Statement;
  }

  /** Skips a statement that does not parse: up to its semicolon, its last bracket, or a line that begins behind the failure. */
  private skip(failedAt: number, isTop: boolean): Statement {
    const { start } = this;
    this.countRepair();
    let depth = 0;
    while (this.type !== tokTypes.eof) {
      const { type } = this;
      // The bracket of the enclosing block ends it; at the top there is none.
      const isStray = isTop && this.start === start;
      if (depth === 0 && type === tokTypes.braceR && !isStray) break;
      if (OPENING.has(type)) depth += 1;
      else if (CLOSING.has(type)) depth = Math.max(0, depth - 1);
      this.advance();
      if (depth === 0 && this.isEnd(type, failedAt)) break;
    }
    this.found.unread.push({ start, end: Math.max(this.lastTokEnd, start + 1) });
    return this.standIn(start);
  }

  private countRepair(): void {
    this.found.repairs += 1;
    if (this.found.repairs > limitOf('script-repairs')) throw new BeyondRepair();
  }

  /** Whether a statement may end behind a token that stands in no brackets. */
  private isEnd(type: TokenType, failedAt: number): boolean {
    if (type === tokTypes.semi) return true;
    if (this.lastTokEnd < failedAt && this.type !== tokTypes.eof) return false;
    return type === tokTypes.braceR || /[\n\r]/.test(this.input.slice(this.lastTokEnd, this.start));
  }

  /** Goes to the next token, over characters that are none. */
  private advance(): void {
    const from = this.pos;
    this.lastTokStart = this.start;
    this.lastTokEnd = this.end;
    for (let isRead = false; !isRead;) {
      const at = this.pos;
      try {
        this.nextToken();
        isRead = true;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        this.pos = Math.max(this.pos, at + 1);
      }
      this.found.skipped += this.pos - Math.min(at, from);
      if (this.found.skipped > MOST_READINGS * this.input.length) throw new BeyondRepair();
    }
  }
}

/** Stretches around places, apart from each other, in order. */
function stretchesAround(places: readonly Cell[]): Cell[] {
  const joined: { start: number; end: number }[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const next = { start: place.start - AROUND, end: place.end + AROUND };
    const last = joined.at(-1);
    if (last && next.start <= last.end) last.end = Math.max(last.end, next.end);
    else joined.push(next);
  }
  return joined;
}

/**
 * The statements around some places of a text that has no tree: it is too large, or a part of it has syntax that is not known.
 */
export function readAround(text: string, places: readonly Cell[]): PartialScript {
  const parser = new SalvagingParser(text, stretchesAround(places));
  try {
    return { program: parser.parse(), unread: parser.unread };
  } catch {
    return { program: null, unread: [{ start: 0, end: text.length }] };
  }
}
