import { limitOf } from '../../files/index.js';
import type { PythonToken } from './logical-lines.js';
import { textListAt, valueAt, type FoundTexts } from './text-lists.js';

/** Texts that a name may stand for; null where they are not known. */
type Texts = readonly string[] | null;

/** Signs that stand before `=` in an assignment that changes a name: `+=`, `:=`. */
const CHANGING = /^[-+*/%&|^@:]$/;
/** A name in a formatted text. */
const PLACE = /\{([A-Za-z_]\w*)\}/;

function isName({ kind }: PythonToken): boolean {
  return kind === 'name';
}

/** Whether a statement gives the name at an index another value. */
function isChanged(tokens: readonly PythonToken[], at: number): boolean {
  if (valueAt(tokens, at - 1) === 'as') return true;
  const sign = CHANGING.test(valueAt(tokens, at + 1)) ? at + 2 : at + 1;
  return valueAt(tokens, sign) === '=' && valueAt(tokens, sign + 1) !== '=';
}

/** What names of a script stand for, as far as constant texts and lists of them say. */
export class ConstantNames {
  /** What each name stands for in the blocks that bind it, the innermost last; of the module itself first. */
  private readonly values = new Map<string, Texts[]>();
  /** Names that comprehensions bind in the statement that was looked at last. */
  private last: {
    readonly tokens: readonly PythonToken[];
    readonly names: ReadonlyMap<string, Texts>;
  } | null = null;

  private bind(name: string, texts: Texts): void {
    const known = this.values.get(name);
    if (known) known.push(texts);
    else this.values.set(name, [texts]);
  }

  private lookUp(name: string): Texts {
    return this.values.get(name)?.at(-1) ?? null;
  }

  /** Notes what a statement says about names. @param isTop whether it stands in no block. */
  note(tokens: readonly PythonToken[], isTop: boolean): void {
    for (const [at, token] of tokens.entries()) {
      if (!isName(token) || !isChanged(tokens, at)) continue;
      const known = this.values.get(token.value);
      if (known) known.splice(-1, 1, null);
      else if (isTop) this.bind(token.value, at === 0 ? this.assigned(tokens) : null);
    }
  }

  /** The texts that a statement assigns to its first name, and to nothing else. */
  private assigned(tokens: readonly PythonToken[]): Texts {
    const list = this.listAt(tokens, 2);
    return list?.end === tokens.length ? list.texts : null;
  }

  /** Binds the names of a block by its first line: of a loop over constants, or of a function. @returns the names, for `leave`. */
  enter(tokens: readonly PythonToken[]): readonly string[] {
    const first = tokens.findIndex(({ value }) => value !== 'async');
    const names = this.boundBy(tokens, first);
    for (const [name, texts] of names) this.bind(name, texts);
    return [...names.keys()];
  }

  /** Ends a block that bound some names. */
  leave(names: readonly string[]): void {
    for (const name of names) {
      const known = this.values.get(name);
      known?.pop();
      if (known?.length === 0) this.values.delete(name);
    }
  }

  private boundBy(tokens: readonly PythonToken[], start: number): ReadonlyMap<string, Texts> {
    const word = valueAt(tokens, start);
    if (word === 'for') return this.boundByLoop(tokens, start);
    const names = word === 'def' ? tokens.filter(isName) : [];
    return new Map(names.map(({ value }) => [value, null]));
  }

  private boundByLoop(tokens: readonly PythonToken[], start: number): ReadonlyMap<string, Texts> {
    const until = tokens.findIndex(({ value }, at) => at > start && value === 'in');
    if (until < 0) return new Map();
    const targets = tokens.slice(start + 1, until).filter(isName);
    const list = this.listAt(tokens, until + 1);
    const isWhole = list !== null && [':', ''].includes(valueAt(tokens, list.end));
    const texts = targets.length === 1 && isWhole ? list.texts : null;
    return new Map(targets.map(({ value }) => [value, texts]));
  }

  /** A list of constant texts, a single one, or a name for such. */
  private listAt(tokens: readonly PythonToken[], at: number): FoundTexts | null {
    const first = tokens[at];
    if (!first || !isName(first)) return textListAt(tokens, at);
    const texts = this.lookUp(first.value);
    return texts && { texts, end: at + 1 };
  }

  /** The texts of a name, also where a comprehension of the same statement binds it. */
  private textsOf(name: string, tokens: readonly PythonToken[]): Texts {
    const inside = this.comprehensionsOf(tokens);
    return inside.has(name) ? (inside.get(name) ?? null) : this.lookUp(name);
  }

  /** Names that comprehensions of a statement bind. */
  private comprehensionsOf(tokens: readonly PythonToken[]): ReadonlyMap<string, Texts> {
    if (this.last?.tokens === tokens) return this.last.names;
    const names = new Map<string, Texts>();
    for (const [at, { value }] of tokens.entries()) {
      if (at === 0 || value !== 'for' || valueAt(tokens, at + 2) !== 'in') continue;
      const name = valueAt(tokens, at + 1);
      const texts = this.listAt(tokens, at + 3)?.texts ?? null;
      names.set(name, names.has(name) ? null : texts);
    }
    this.last = { tokens, names };
    return names;
  }

  /** The texts of a formatted text with one name in it. */
  private formatted(value: string, tokens: readonly PythonToken[]): Texts {
    const [place = '', name = ''] = PLACE.exec(value) ?? [];
    if (value.split(/[{}]/).length !== 3) return null;
    const inside = this.textsOf(name, tokens);
    return inside && inside.map((text) => value.replace(place, () => text));
  }

  /** The texts that one part of a sum gives. */
  private partAt(tokens: readonly PythonToken[], at: number): Texts {
    const token = tokens[at];
    if (!token || token.kind === 'sign') return null;
    if (token.kind === 'name') return this.textsOf(token.value, tokens);
    return token.isFormatted ? this.formatted(token.value, tokens) : [token.value];
  }

  /** All texts that the expression at an index can give: names, texts in quotes, and sums of them. */
  valuesAt(tokens: readonly PythonToken[], at: number): FoundTexts | null {
    let texts: readonly string[] = [''];
    for (let end = at; ; end += 2) {
      const part = this.partAt(tokens, end);
      if (!part || part.length * texts.length > limitOf('constant-list')) return null;
      texts = texts.flatMap((start) => part.map((text) => start + text));
      if (valueAt(tokens, end + 1) !== '+') return { texts, end: end + 1 };
    }
  }
}
