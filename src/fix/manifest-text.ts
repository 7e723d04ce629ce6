/** A member of a JSON object, by its place in the text. */
interface Member {
  readonly key: string;
  readonly keyStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Where an object stands in the text: its braces. */
interface Braces {
  readonly start: number;
  /** Of the closing one. */
  readonly end: number;
}

const SPACE = new Set([' ', '\t', '\n', '\r']);

function skipSpace(text: string, at: number): number {
  let next = at;
  while (SPACE.has(text[next] ?? '')) next += 1;
  return next;
}

/** @param at of the opening quote. @returns what is behind the closing one. */
function skipString(text: string, at: number): number {
  let next = at + 1;
  while (text[next] !== '"') next += text[next] === '\\' ? 2 : 1;
  return next + 1;
}

function skipNested(text: string, at: number): number {
  let depth = 0;
  let next = at;
  do {
    const character = text[next] ?? '';
    if (character === '"') {
      next = skipString(text, next);
      continue;
    }
    if ('{['.includes(character)) depth += 1;
    else if ('}]'.includes(character)) depth -= 1;
    next += 1;
  } while (depth > 0);
  return next;
}

function skipValue(text: string, at: number): number {
  const first = text[at] ?? '';
  if (first === '"') return skipString(text, at);
  if (first === '{' || first === '[') return skipNested(text, at);
  let next = at;
  while (next < text.length && !SPACE.has(text[next] ?? '') && !',}]'.includes(text[next] ?? '')) next += 1;
  return next;
}

/** Members in the order of the text, those of one key each for itself. The text is known to be JSON. */
function membersOf(text: string, { start, end }: Braces): Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, start + 1);
  while (at < end) {
    const keyEnd = skipString(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const valueEnd = skipValue(text, valueStart);
    members.push({
      key: JSON.parse(text.slice(at, keyEnd)) as string,
      keyStart: at,
      valueStart,
      valueEnd,
    });
    at = skipSpace(text, skipSpace(text, valueEnd) + 1);
  }
  return members;
}

/** How a file is laid out: an indent of null means on one line. */
interface Layout {
  readonly lineEnd: string;
  readonly indent: string | null;
}

interface Place {
  readonly layout: Layout;
  /** Objects around a member. */
  readonly depth: number;
}

interface NewMember extends Place {
  readonly member: string;
}

function layoutOf(text: string, root: Braces): Layout {
  const [first] = membersOf(text, root);
  const before = first ? text.slice(root.start + 1, first.keyStart) : '\n  ';
  const cut = before.lastIndexOf('\n');
  return {
    lineEnd: before.includes('\r\n') ? '\r\n' : '\n',
    indent: cut === -1 ? null : before.slice(cut + 1),
  };
}

/** The value at the end of the path, with objects around it; their members are `depth` levels deep. */
function nested([key, ...rest]: readonly string[], value: string, at: Place): string {
  if (key === undefined) return JSON.stringify(value);
  const { lineEnd, indent } = at.layout;
  const inner = nested(rest, value, { ...at, depth: at.depth + 1 });
  if (indent === null) return `{${JSON.stringify(key)}:${inner}}`;
  const line = `${lineEnd}${indent.repeat(at.depth)}${JSON.stringify(key)}: ${inner}`;
  return `{${line}${lineEnd}${indent.repeat(at.depth - 1)}}`;
}

function withPart(text: string, { start, end }: Braces, part: string): string {
  return text.slice(0, start) + part + text.slice(end);
}

/** Puts a member behind the last one of an object. */
function withMember(text: string, braces: Braces, { member, layout, depth }: NewMember): string {
  const last = membersOf(text, braces).at(-1);
  const { lineEnd, indent } = layout;
  const line = indent === null ? member : `${lineEnd}${indent.repeat(depth)}${member}`;
  if (last) return withPart(text, { start: last.valueEnd, end: last.valueEnd }, `,${line}`);
  const closing = indent === null ? '' : `${lineEnd}${indent.repeat(depth - 1)}`;
  return withPart(text, { start: braces.start + 1, end: braces.end }, line + closing);
}

/**
 * A JSON text with a string at a path of keys, everything else as it was: order, indent, line ends, doubled keys (the last counts, as
 * for every reader) and a byte order mark.
 * @param text JSON with an object at its root.
 * @returns null when something on the way is no object.
 */
export function withString(text: string, path: readonly string[], value: string): string | null {
  const start = skipSpace(text, text.startsWith('\ufeff') ? 1 : 0);
  let braces: Braces = { start, end: skipValue(text, start) - 1 };
  const layout = layoutOf(text, braces);
  for (const [depth, key] of path.entries()) {
    if (text[braces.start] !== '{') return null;
    const found = membersOf(text, braces).findLast((member) => member.key === key);
    const rest = path.slice(depth + 1);
    if (!found) {
      const colon = layout.indent === null ? ':' : ': ';
      const member = `${JSON.stringify(key)}${colon}${nested(rest, value, { layout, depth: depth + 2 })}`;
      return withMember(text, braces, { member, layout, depth: depth + 1 });
    }
    if (rest.length === 0) {
      return withPart(text, { start: found.valueStart, end: found.valueEnd }, JSON.stringify(value));
    }
    braces = { start: found.valueStart, end: found.valueEnd - 1 };
  }
  return null;
}
