import type { AnyNode } from 'acorn';
import { lackingInWhole, type LackingKind } from './lacking-signs.js';

/**
 * What code has found out. `value`: it is harmless or one of a few · `prefix`: it begins with a text · `folder`: it is a path below a folder · `host`: it is an
 * address of a server · `relative`: it does not begin with `..` · `down`: no `..` is in it · `unrooted`: it does not begin at the root · `address`: it is the address of any server · `lacks:`: these signs are not in it.
 */
export type CheckKind =
  | 'value'
  | 'prefix'
  | 'folder'
  | 'host'
  | 'text'
  | 'short'
  | 'relative'
  | 'down'
  | 'unrooted'
  | 'address'
  | LackingKind;

/** Kinds that say little: of two ways through a function, one that says more is no proof beside them. */
const WEAK: ReadonlySet<CheckKind | null> = new Set([null, 'text', 'short', 'relative', 'down', 'unrooted']);

export function isWeakKind(kind: CheckKind | null): boolean {
  return WEAK.has(kind) || kind?.startsWith('lacks:') === true;
}

/** The kind of which most follows; null of none. */
export function strongestKind(kinds: readonly CheckKind[]): CheckKind | null {
  if (kinds.includes('value')) return 'value';
  if (kinds.includes('down') && kinds.includes('unrooted')) return 'folder';
  return kinds.find((kind) => !isWeakKind(kind)) ?? kinds[0] ?? null;
}

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

/** The beginning of a path on the same server: a slash, and no other one behind it. */
const PATH_BEGINNING = /^\^\\?\/(?:\(\?!\[?\\?[/\\]|\[\^[^\]]*\/|\[?(?:\\w|[A-Za-z]))/;
/** The beginning of an address of a server that the pattern names, perhaps below its domain. */
const ADDRESS_BEGINNING =
  /^\^https\??:(?:\\?\/){2}(?:\((?:\?:)?\[[\w\\-]+\][+*]?\\\.\)[?*+]?|\[[\w\\-]+\]\+?\\\.)?(?:[\w-]|\\[.-]|\((?:\?:)?[\w|-]+\))+(?::\d+)?(?:\\?\/|\((?:\?:)?\\?\/\|\$\)|\[\\?\/[?#]*\])/;

/** What a text is whose beginning alone a pattern describes. */
function provedByBeginning(pattern: string): CheckKind | null {
  if (ADDRESS_BEGINNING.test(pattern) && !/^[^/]*\|/.test(pattern)) return 'host';
  return PATH_BEGINNING.test(pattern) && !hasAlternative(pattern) ? 'prefix' : null;
}

/** Whether a pattern has a second way beside its beginning. */
function hasAlternative(pattern: string): boolean {
  return /^[^()[]*\|/.test(pattern);
}

/** What a text is that a pattern fits; null if it may be anything. */
export function provedByPattern(pattern: string): CheckKind | null {
  // With the option `m`, the ends of a line are enough.
  if (!pattern.startsWith('^') || /\(\?[a-z]*m/.test(pattern)) return null;
  if (!pattern.endsWith('$')) return provedByBeginning(pattern);
  // What must not follow takes nothing away from what is allowed.
  const whole = pattern.replace(/\(\?![^()]*\)/g, '');
  if (isClosed(whole.replace(HARMLESS_CLASS, ''))) return 'value';
  const isPath = /^\^\\?\//.test(whole) && isClosed(whole.replace(PATH_CLASS, ''));
  return isPath ? 'prefix' : lackingInWhole(pattern);
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

/** A text as a pattern: `<` of `name.replaceAll('<', '&lt;')`. */
export function textPattern(node: AnyNode | undefined): string | null {
  const text = node?.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
  return text === '' ? null : text.replaceAll(/\W/g, String.raw`\$&`);
}

/** A pattern at the beginning of a text: one match is all of them. */
export function leadingPattern(node: AnyNode | undefined): string | null {
  const pattern = node?.type === 'Literal' && 'regex' in node ? (node.regex?.pattern ?? '') : '';
  return pattern.startsWith('^') ? pattern : null;
}

/** Whether replacing a pattern leaves harmless characters alone. */
export function stripsAllBut(pattern: string): boolean {
  return ALL_BUT_HARMLESS.test(pattern);
}

/** An address whose server code names: what stands behind it is a path. `\0` stands for a part that is no constant. */
export const BEHIND_HOST = /^(?:https?:\/\/[^/?#]+[/?#]|\0(?!$|:\/\/$))/;
