import { firstIndex } from '../../model/index.js';
import { limitOf } from '../../files/index.js';
import { literalAt, literalBefore, skipBlanks, type Operand } from './quoted-text.js';

interface Definition {
  readonly at: number;
  readonly value: string;
}

/** A name that gets a text, in code of any language: `a = "x"`, `a: 'x'`, `"a": "x"`; a type may stand between. */
const DEFINITION =
  /(?<![\w$])([\w$]{1,60})["']?\]?\s{0,5}(?::\s{0,3}[A-Za-z]{1,20}\s{0,3})?[:=]\s{0,5}[brfuBRFU]{0,2}(?=["'`])/g;
const NAME_PART = /[\w$.#]/;
const MAX_NAME = 120;

function nameAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && end - at < MAX_NAME && NAME_PART.test(text[end]!)) end += 1;
  return text.slice(at, end);
}

function nameBefore(text: string, end: number): string {
  let at = end;
  while (at > 0 && end - at < MAX_NAME && NAME_PART.test(text[at - 1]!)) at -= 1;
  return text.slice(at, end);
}

/** A letter or two that Python, and C#, put before a quote. */
const QUOTE_PREFIX = /^[brfuBRFU]{1,2}$/;

/** Texts that names stand for in a file. Scopes are ignored: the nearest definition before a use counts. */
export class DefinedTexts {
  private readonly text: string;
  private readonly byName = new Map<string, Definition[]>();

  constructor(text: string) {
    this.text = text;
    for (const found of text.matchAll(DEFINITION)) {
      const literal = literalAt(text, found.index + found[0].length);
      if (literal) this.define(found[1]!, found.index, literal.value);
    }
  }

  /** Records a definition. They are looked up in the order of their places. */
  define(name: string, at: number, value: string): void {
    const known = this.byName.get(name) ?? [];
    if (known.length >= limitOf('secret-names')) return;
    this.byName.set(name, known);
    const last = known.at(-1);
    const index =
      last === undefined || last.at < at
        ? known.length
        : firstIndex(0, known.length, (i) => known[i]!.at >= at);
    if (known[index]?.at === at) known[index] = { at, value };
    else known.splice(index, 0, { at, value });
  }

  /** The text of a name, or of a member by its last name. */
  valueOf(name: string, at: number): string | null {
    const known = this.byName.get(name.slice(name.lastIndexOf('.') + 1).replace('#', ''));
    if (!known) return null;
    const next = firstIndex(0, known.length, (index) => known[index]!.at >= at);
    return (known[next - 1] ?? known[0])?.value ?? null;
  }

  private named(name: string, start: number): Operand | null {
    const value = name === '' ? null : this.valueOf(name, start);
    return value === null || value.length > limitOf('secret-part')
      ? null
      : { value, start, end: start + name.length };
  }

  /** The literal or the name that begins at a place. */
  operandAt(at: number): Operand | null {
    const name = nameAt(this.text, at);
    if (name === '' || (QUOTE_PREFIX.test(name) && /["'`]/.test(this.text[at + name.length] ?? '')))
      return literalAt(this.text, at + name.length);
    return this.named(name, at);
  }

  /** The literal or the name that ends before a place. */
  operandBefore(end: number): Operand | null {
    const literal = literalBefore(this.text, end);
    if (literal) return literal;
    const name = nameBefore(this.text, end);
    return this.named(name, end - name.length);
  }

  /** Literals and names with commas between, up to a closing character; null when something else is among them. */
  listAt(at: number, close: string): readonly Operand[] | null {
    const operands: Operand[] = [];
    for (let next = skipBlanks(this.text, at); operands.length < limitOf('secret-parts');) {
      if (this.text[next] === close) return operands;
      const operand = this.operandAt(next);
      if (!operand) return null;
      operands.push(operand);
      next = skipBlanks(this.text, operand.end);
      if (this.text[next] === ',') next = skipBlanks(this.text, next + 1);
      else if (this.text[next] !== close) return null;
    }
    return null;
  }
}
