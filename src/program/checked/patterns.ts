import type { AnyNode } from 'acorn';

/** What code has found out: the value is harmless or one of a few, begins with a text, is an address of a server, is a text, a short one, or does not lead up by `..`. */
export type CheckKind = 'value' | 'prefix' | 'host' | 'text' | 'short' | 'relative';

/** Characters up to which a text is short. */
const SHORT = 1000;

/** Whether a text of at most so many characters is short. */
export function isShort(length: unknown): boolean {
  return typeof length === 'number' && length >= 0 && length <= SHORT;
}

/** Harmless members of a class of characters: letters, digits, `_` and `-`, alone or from one to another of a kind. */
const HARMLESS = String.raw`\\[wd-]|[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[A-Za-z0-9_](?!-[^\]])`;

/** A class of all characters but harmless ones. */
const ALL_BUT_HARMLESS = new RegExp(String.raw`^\[\^-?(?:${HARMLESS})+-?\]\+?$`);

/** A class of harmless characters; of these and such that no shell, query or page gives a meaning; and with `/`, of paths. */
const HARMLESS_CLASS = new RegExp(String.raw`\[-?(?:${HARMLESS}|\\?[.:@+=])+-?\]`, 'g');
const PATH_CLASS = new RegExp(String.raw`\[-?(?:${HARMLESS}|\\?/)+-?\]`, 'g');

/** What is left of a pattern that describes a whole text where its classes are taken out: it may hold no sign of another class. */
function isClosed(rest: string): boolean {
  const literal = rest.replace(/\\[^swdSWDbBpPkK]/g, '').replace(/\\[wd]/g, '');
  return !/[.|[\]\\]/.test(literal);
}

/** What a text is that a pattern fits; null if it may be anything. */
export function provedByPattern(pattern: string): CheckKind | null {
  // With the option `m`, the ends of a line are enough.
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || /\(\?[a-z]*m/.test(pattern)) return null;
  // What must not follow takes nothing away from what is allowed.
  const whole = pattern.replace(/\(\?![^()]*\)/g, '');
  if (isClosed(whole.replace(HARMLESS_CLASS, ''))) return 'value';
  return /^\^\\?\//.test(whole) && isClosed(whole.replace(PATH_CLASS, '')) ? 'prefix' : null;
}

/** The beginning of an address of another server: `//host`. */
export const OTHER_SERVER = '//';

/** Whether what begins with a text stays below the folder, or on the server, that the text names: `/data/`, not `/data`, nor `/`. */
export function isClosedPrefix(text: string): boolean {
  if (text === '/') return false;
  const [, behind = text] = /^https?:\/\/(.*)$/s.exec(text) ?? [];
  return behind.includes('/') && (behind !== text || /[/\\]$/.test(text));
}

/** The text with which an expression ends; null if code does not show it. */
export function endOf(node: AnyNode): string | null {
  let at = node;
  while (at.type === 'BinaryExpression') at = at.right;
  if (at.type === 'TemplateLiteral') return at.quasis.at(-1)?.value.cooked || null;
  return at.type === 'Literal' ? String(at.value) : null;
}

/** The pattern of which a call replaces every match; null if code does not show it, or only the first one is replaced. */
export function replacedPattern(node: AnyNode | undefined): string | null {
  if (node?.type !== 'Literal' || !('regex' in node)) return null;
  return node.regex?.flags.includes('g') ? node.regex.pattern : null;
}

/** Whether replacing a pattern leaves harmless characters alone. */
export function stripsAllBut(pattern: string): boolean {
  return ALL_BUT_HARMLESS.test(pattern);
}

/** An address whose server code names: what stands behind it is a path. `\0` stands for a part that is no constant. */
export const BEHIND_HOST = /^(?:https?:\/\/[^/?#]+[/?#]|\0(?!$|:\/\/$))/;
