import type { FlowSink } from '../../model/index.js';
import type { EventPart } from '../event-parts.js';

/** What is known of data that is a text, beside the rules by which it does no harm. It stands among these, with a sign that no rule's name has. */
export const TEXT_STATE = {
  /** It begins with a text that code names. */
  begins: ':begins',
  /** No `..` is left in it that a folder before it would take back. */
  normal: ':normal',
  /** No `..` is in it. */
  down: ':down',
  /** It does not begin at the root. */
  unrooted: ':unrooted',
  /** It begins at the root. */
  rooted: ':rooted',
  /** It stands in the line of a header. */
  header: ':header',
  /** It stands in a text in which code ends lines. */
  line: ':line',
  /** Code has replaced `<` in it, and these quotes. */
  escaped: ':escaped',
  noDouble: ':no"',
  noSingle: ":no'",
  /** It is no text, but bytes. */
  bytes: ':bytes',
} as const;

const { begins, normal, down, unrooted, rooted, header, line, bytes } = TEXT_STATE;

/** What no longer holds once a text stands before it, or once code has decoded it. */
const OF_BEGINNING: readonly string[] = [begins, normal, unrooted, rooted];

/** Names of headers of mails and answers, with what stands behind them in the line. */
const HEADER_LINE =
  /(?:^|[\n\0"'`])\s*(?:from|to|cc|bcc|reply-to|sender|subject|return-path|message-id|in-reply-to|references|list-[a-z-]{1,30}|x-[\w-]{1,40}|content-[a-z-]{1,30}|date|location|set-cookie):[^\n]*$/i;
/** A line of which code computes the name: `${name}: ${value}`. */
const NAMED_LINE = /(?:^|\n)\0: ?$/;
const EMPTY_LINE = /\n\r?\n/;

/** Whether a sink is about this data: claims of a token, data that a module keeps, a header line, a part of lines, or a text that is no bytes. */
export function isOfKind(
  of: FlowSink['of'],
  { part, cleared }: { readonly part: EventPart; readonly cleared: ReadonlySet<string> },
): boolean {
  if (of === undefined) return true;
  if (of === 'text') return !cleared.has(bytes);
  if (of === 'header' || of === 'line') return cleared.has(of === 'line' ? line : header);
  return (of === 'kept' ? part.isKept : part.isClaims) === true;
}

/** Whether a text is a state, not the name of a rule. */
export function isState(text: string): boolean {
  return text.startsWith(':');
}

/**
 * Adds rules, and what is known of a text. A text that leads into a folder stays below it if it holds no `..`.
 * @param folder rules that do no harm then
 */
export function withState(
  before: ReadonlySet<string>,
  added: readonly string[],
  folder: readonly string[],
): ReadonlySet<string> {
  const all = new Set([...before, ...added]);
  const isBelow = all.has(begins) && (all.has(normal) || all.has(down));
  if (isBelow || (all.has(down) && all.has(unrooted))) for (const rule of folder) all.add(rule);
  return all;
}

function without(before: ReadonlySet<string>, states: readonly string[]): Set<string> {
  return new Set([...before].filter((each) => !states.includes(each)));
}

/** What holds of a text that stands behind another one. */
export function behindText(
  before: ReadonlySet<string>,
  text: string,
  folder: readonly string[],
): ReadonlySet<string> {
  if (text === '') return before;
  const left = without(before, EMPTY_LINE.test(text) ? [...OF_BEGINNING, header] : OF_BEGINNING);
  if (left.has(down)) for (const rule of folder) left.add(rule);
  if (text.startsWith('/')) left.add(rooted);
  if (HEADER_LINE.test(text) || NAMED_LINE.test(text)) left.add(header);
  return left;
}

/** What holds of the parts of a text. @param texts the constant texts around them */
export function joinedText(texts: readonly string[]): (before: ReadonlySet<string>) => ReadonlySet<string> {
  // Python's code writes a line end as two characters.
  const hasLines = texts.some((text) => /\n|\\n/.test(text));
  return (before) => (hasLines ? new Set([...before, line]) : before);
}

/** What holds of a path that stands behind another one: where it begins at the root, it takes the place of that. */
export function unbegun(before: ReadonlySet<string>): ReadonlySet<string> {
  return without(before, OF_BEGINNING);
}

/** What holds of bytes: `Buffer.from(text, 'base64')`. */
export function bytesOf(before: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...before, bytes]);
}

/** What holds of a text that code makes of bytes. */
export function textOfBytes(before: ReadonlySet<string>): ReadonlySet<string> {
  return before.has(bytes) ? without(before, [bytes]) : before;
}

/** What holds of a text that code has decoded. */
export function decodedText(before: ReadonlySet<string>): ReadonlySet<string> {
  return without(before, [...OF_BEGINNING, down]);
}

/** What holds of a path that a function has put together: without `..` if it begins at the root. */
export function normalPath(before: ReadonlySet<string>, isRooted: boolean): ReadonlySet<string> {
  const left = without(before, [begins, unrooted]);
  left.add(normal);
  if (isRooted || before.has(rooted)) left.add(down);
  return left;
}
