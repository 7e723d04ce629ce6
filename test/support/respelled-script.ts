import { tokenizer, type Token } from 'acorn';

/** Code as a script or a module, whichever parses it. */
function tokensOf(text: string): readonly Token[] {
  return [...tokenizer(text, { ecmaVersion: 'latest', allowHashBang: true })];
}

/** Names that an escape would make something else, or that a newline may not follow. */
const WORDS: ReadonlySet<string> = new Set([
  'async',
  'await',
  'of',
  'get',
  'set',
  'let',
  'static',
  'yield',
  'from',
  'as',
  'import',
  'meta',
  'target',
  'arguments',
]);

/** Choices for another spelling of a script: each choice is drawn once for every place where it applies. */
export interface Spelling {
  /** The text before an opening bracket or a dot. */
  readonly gap: () => string;
  /** Which letter of a name is escaped, and how; null for none. */
  readonly escape: () => ((letter: string) => string) | null;
  /** Whether a call of a plain name becomes an optional one. */
  readonly optional: () => boolean;
}

function spelledName(name: string, escape: ReturnType<Spelling['escape']>): string {
  if (!escape || WORDS.has(name)) return name;
  return escape(name.charAt(0)) + name.slice(1);
}

interface Place {
  /** The token's text, and its kind. */
  readonly raw: string;
  readonly label: string;
  /** The token before it. */
  readonly before: string;
}

function textOf({ raw, label, before }: Place, { gap, escape, optional }: Spelling): string {
  if (label === 'name') return spelledName(raw, escape());
  if (label === '(' && /^(?:eval|Function|exec|execSync|spawn|execFile)$/.test(before) && optional())
    return `${gap()}?.${gap()}(`;
  if (label === '(' && !WORDS.has(before)) return `${gap()}(`;
  return label === '.' ? `${gap()}.${gap()}` : raw;
}

/** A script that does the same and is written in another way. `new` takes no optional call. */
export function respelled(text: string, spelling: Spelling): string {
  const parts: string[] = [];
  let done = 0;
  let before = '';
  let isNew = false;
  for (const { start, end, type } of tokensOf(text)) {
    const raw = text.slice(start, end);
    const options = isNew ? { ...spelling, optional: () => false } : spelling;
    parts.push(text.slice(done, start), textOf({ raw, label: type.label, before }, options));
    if (raw === 'new') isNew = true;
    else if (raw === '(') isNew = false;
    done = end;
    before = raw;
  }
  return parts.join('') + text.slice(done);
}
