import { limitOf } from '../../files/index.js';
import type { PythonToken } from './logical-lines.js';

/** Texts that a name may stand for; null where they are not known. */
type Texts = readonly string[] | null;

/** Constant texts, and the index behind the code that gives them. */
export interface FoundTexts {
  readonly texts: readonly string[];
  readonly end: number;
}

const OPENING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
/** Signs that stand before `=` in an assignment that changes a name: `+=`, `:=`. */
const CHANGING = /^[-+*/%&|^@:]$/;
const PLACE = /\{([A-Za-z_]\w*)\}/g;

function isName(token: PythonToken): boolean {
  return token.kind === 'name';
}

/** Whether a statement gives the name at an index another value. */
function isChanged(tokens: readonly PythonToken[], at: number): boolean {
  if (tokens[at - 1]?.value === 'as') return true;
  const next = tokens[at + 1]?.value ?? '';
  if (next === '=') return tokens[at + 2]?.value !== '=';
  return CHANGING.test(next) && tokens[at + 2]?.value === '=' && tokens[at + 3]?.value !== '=';
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

  /** Notes what a statement says about names. @param isTop whether it stands in no block. */
  note(tokens: readonly PythonToken[], isTop: boolean): void {
    for (const [at, token] of tokens.entries()) {
      if (!isName(token) || !isChanged(tokens, at)) continue;
      const known = this.values.get(token.value);
      const value = isTop && at === 0 && !known ? this.listAt(tokens, 2) : null;
      if (known) known.splice(-1, 1, null);
      else if (isTop) this.bind(token.value, value?.end === tokens.length ? value.texts : null);
    }
  }

  /** Binds the names of a block by its first line: of a loop over constants, or of a function. @returns the names, for `leave`. */
  enter(tokens: readonly PythonToken[]): readonly string[] {
    const [first] = tokens.filter(({ value }) => value !== 'async');
    const names =
      first?.value === 'for'
        ? this.boundByLoop(tokens, tokens.indexOf(first))
        : new Map((first?.value === 'def' ? tokens.filter(isName) : []).map(({ value }) => [value, null]));
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

  private boundByLoop(tokens: readonly PythonToken[], start: number): ReadonlyMap<string, Texts> {
    const until = tokens.findIndex(({ value }, at) => at > start && value === 'in');
    if (until < 0) return new Map();
    const targets = tokens.slice(start + 1, until).filter(isName);
    const list = this.listAt(tokens, until + 1);
    const isWhole = list !== null && (tokens[list.end]?.value ?? ':') === ':';
    const texts = targets.length === 1 && isWhole ? list.texts : null;
    return new Map(targets.map(({ value }) => [value, texts]));
  }

  /** A list of constant texts, a single one, or a name for such. */
  private listAt(tokens: readonly PythonToken[], at: number): FoundTexts | null {
    const first = tokens[at];
    if (first?.kind === 'name') {
      const texts = this.lookUp(first.value);
      return texts && { texts, end: at + 1 };
    }
    const closing = OPENING.get(first?.value ?? '');
    const texts: string[] = [];
    let next = closing === undefined ? at : at + 1;
    for (; tokens[next]?.kind === 'text'; next += 1) {
      const { value, isFormatted } = tokens[next]!;
      if (isFormatted || texts.length >= limitOf('constant-list')) return null;
      texts.push(value);
      if (tokens[next + 1]?.value !== ',') {
        next += 1;
        break;
      }
      next += 1;
    }
    if (texts.length === 0 || (closing !== undefined && tokens[next]?.value !== closing)) return null;
    return { texts, end: closing === undefined ? next : next + 1 };
  }

  private lookUp(name: string): Texts {
    return this.values.get(name)?.at(-1) ?? null;
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
    for (let at = 1; at < tokens.length; at += 1) {
      if (tokens[at]?.value !== 'for' || tokens[at + 2]?.value !== 'in') continue;
      const name = tokens[at + 1]?.value ?? '';
      names.set(name, names.has(name) ? null : (this.listAt(tokens, at + 3)?.texts ?? null));
    }
    this.last = { tokens, names };
    return names;
  }

  /** The texts that one part of a sum gives. */
  private partAt(tokens: readonly PythonToken[], at: number): Texts {
    const token = tokens[at];
    if (token?.kind === 'name') return this.textsOf(token.value, tokens);
    if (token?.kind !== 'text') return null;
    if (!token.isFormatted) return [token.value];
    const places = [...token.value.matchAll(PLACE)];
    const [place] = places;
    const isOnly = places.length === 1 && token.value.split(/[{}]/).length === 3;
    const inside = isOnly ? this.textsOf(place?.[1] ?? '', tokens) : null;
    return inside && inside.map((text) => token.value.replace(place?.[0] ?? '', () => text));
  }

  /** All texts that the expression at an index can give: names, texts in quotes, and sums of them. */
  valuesAt(tokens: readonly PythonToken[], at: number): FoundTexts | null {
    let [texts, end] = [[''] as readonly string[], at];
    for (;;) {
      const part = this.partAt(tokens, end);
      if (!part || part.length * texts.length > limitOf('constant-list')) return null;
      texts = texts.flatMap((start) => part.map((text) => start + text));
      end += 1;
      if (tokens[end]?.value !== '+') return { texts, end };
      end += 1;
    }
  }
}
