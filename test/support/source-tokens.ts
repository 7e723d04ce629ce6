/** One token of TypeScript source. `text` of a string is its content, of everything else its source. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'template' | 'regex' | 'punctuator';
  readonly text: string;
}

// After these a slash begins a regular expression; after a value it divides.
const REGEX_AFTER_WORD = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'delete',
  'void',
  'throw',
  'await',
]);
const REGEX_AFTER_PUNCTUATOR = new Set('(,=:[!&|?{};+-*%<>~^'.split(''));

const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$]*/uy;
const NUMBER = /\d[\w.]*/y;
const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const STRING = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
// Text of a template up to its end or to the code of a placeholder.
const TEMPLATE_PART = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{)/y;

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function regexMayStart(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === 'word') return REGEX_AFTER_WORD.has(before.text);
  return before.kind === 'punctuator' && REGEX_AFTER_PUNCTUATOR.has(before.text);
}

/**
 * Splits TypeScript into tokens, comments left out. Enough to tell code from text: types and JavaScript look alike to it.
 * @throws Error where the source cannot be read: an architecture test must not skip text.
 */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  // Braces that are open inside each template placeholder we are in.
  const placeholders: number[] = [];
  let at = 0;

  function take(kind: Token['kind'], length: number, text = source.slice(at, at + length)): void {
    tokens.push({ kind, text });
    at += length;
  }

  function takeTemplatePart(opening: number): void {
    const part = matchAt(TEMPLATE_PART, source, at + opening);
    if (part === undefined) throw new Error(`A template that does not end, at ${at}.`);
    if (part.endsWith('${')) placeholders.push(0);
    take('template', opening + part.length);
  }

  function takePunctuator(): void {
    const text = source[at] ?? '';
    const open = placeholders.at(-1);
    if (text === '}' && open === 0) {
      placeholders.pop();
      takeTemplatePart(1);
      return;
    }
    if (open !== undefined && text === '{') placeholders[placeholders.length - 1] = open + 1;
    if (open !== undefined && text === '}') placeholders[placeholders.length - 1] = open - 1;
    take('punctuator', 1);
  }

  function takeLiteral(): boolean {
    const quoted = matchAt(STRING, source, at);
    if (quoted !== undefined) take('string', quoted.length, quoted.slice(1, -1));
    else if (source[at] === '`') takeTemplatePart(1);
    else return false;
    return true;
  }

  function takeNext(): void {
    const word = matchAt(WORD, source, at);
    if (word !== undefined) return take('word', word.length);
    const number = matchAt(NUMBER, source, at);
    if (number !== undefined) return take('number', number.length);
    if (takeLiteral()) return;
    const regex = regexMayStart(tokens.at(-1)) ? matchAt(REGEX, source, at) : undefined;
    if (regex !== undefined) return take('regex', regex.length);
    if (source[at] === "'" || source[at] === '"') throw new Error(`A string that does not end, at ${at}.`);
    takePunctuator();
  }

  while (at < source.length) {
    at += matchAt(BLANK, source, at)?.length ?? 0;
    if (at < source.length) takeNext();
  }
  return tokens;
}
