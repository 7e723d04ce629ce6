import { limitOf } from '../../files/index.js';
import { tokenizer } from 'acorn';

/** How two files of different bytes are related. `minified`: the installed one is shorter and holds no string
 * and no long name that the published one lacks. */
export type Likeness = 'same' | 'line-endings' | 'reformatted' | 'minified' | 'edited';

/** Tokens that formatters add and leave out as they like. */
const OPTIONAL = new Set([';', ',']);

interface Script {
  /** Kind or value of every token that matters. */
  readonly tokens: readonly string[];
  /** What minifiers do not make up: strings, templates, regular expressions, names longer than those they give. */
  readonly words: ReadonlySet<string>;
  readonly length: number;
}

const SHORT_NAME = 2;

function stringValue(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'pattern' in value) return String(value.pattern);
  return String(value);
}

function readScript(text: string): Script | undefined {
  const tokens: string[] = [];
  const words = new Set<string>();
  try {
    const options = { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true } as const;
    for (const token of tokenizer(text, options)) {
      // acorn's types leave the value out.
      const { type, value } = token as typeof token & { readonly value?: unknown };
      const shown = value === undefined ? type.label : stringValue(value);
      const isLiteral = ['string', 'template', 'regexp'].includes(type.label);
      if (isLiteral || (type.label === 'name' && shown.length > SHORT_NAME)) words.add(shown);
      if (!OPTIONAL.has(type.label)) tokens.push(isLiteral ? JSON.stringify(shown) : shown);
    }
  } catch {
    return undefined;
  }
  return { tokens, words, length: text.length };
}

function isReformatted(a: Script, b: Script): boolean {
  return a.tokens.length === b.tokens.length && a.tokens.every((token, at) => token === b.tokens[at]);
}

/** Minifying shortens, and adds no string and no name of a global or a property; an edit that does anything needs one. */
function isMinified(installed: Script, published: Script): boolean {
  // `{ name }` becomes `{name:n}`, so minified code may have a few more tokens.
  const isSmaller =
    installed.length < published.length && installed.tokens.length <= published.tokens.length * 1.1;
  return isSmaller && [...installed.words].every((word) => published.words.has(word));
}

/** Lines that a minifier makes one of, at least: lines taken out of a script alone do not make it look minified. */
const LINES_JOINED = 4;

function lineCount(text: string): number {
  return text.trim().split('\n').length;
}

function looksMinified(installed: string, published: string): boolean {
  return (
    lineCount(installed) * LINES_JOINED <= lineCount(published) &&
    installed.length / lineCount(installed) > 80
  );
}

function likenessOfScripts(installed: string, published: string): Likeness {
  const scripts = [readScript(installed), readScript(published)] as const;
  if (!scripts[0] || !scripts[1]) return 'edited';
  if (isReformatted(scripts[0], scripts[1])) return 'reformatted';
  return looksMinified(installed, published) && isMinified(scripts[0], scripts[1]) ? 'minified' : 'edited';
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Separates what checkouts, formatters and minifiers do to a file from what an editor does. */
export function likenessOf(path: string, installed: Uint8Array, published: Uint8Array): Likeness {
  if (Buffer.compare(installed, published) === 0) return 'same';
  const [mine, theirs] = [decode(installed), decode(published)];
  if (mine === undefined || theirs === undefined) return 'edited';
  if (mine.replaceAll('\r\n', '\n') === theirs.replaceAll('\r\n', '\n')) return 'line-endings';
  const isScript = /\.[cm]?js$/i.test(path) && Math.max(mine.length, theirs.length) <= limitOf('diff-file');
  return isScript ? likenessOfScripts(mine, theirs) : 'edited';
}
