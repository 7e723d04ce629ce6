import { limitOf } from '../../files/index.js';

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Lines of a text, without the carriage return that may end them, each cut to what a field may hold. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    const last = end > at && text[end - 1] === '\r' ? end - 1 : end;
    yield text.slice(at, Math.min(last, at + limitOf('system-field')));
    at = end + 1;
  }
}

/** Fields of an entry by their names in lower case; of a name that stands there twice, the first. */
export type Stanza = ReadonlyMap<string, string>;

/**
 * Entries of a list in Debian's control format: fields a line each, and a line without text after each entry. Continued lines are left out.
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html#syntax-of-control-files
 */
export function* readStanzas(text: string): Generator<Stanza> {
  let fields = new Map<string, string>();
  for (const line of linesOf(text)) {
    if (line.trim() === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
      continue;
    }
    const cut = line.indexOf(':');
    if (cut <= 0 || line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = line.slice(0, cut).toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(cut + 1).trim());
  }
  if (fields.size > 0) yield fields;
}

/**
 * Entries of a list whose fields are one letter, a colon and a value: the letters matter in both cases, and may repeat.
 * https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-v2.5.scd
 */
export function* readLetterStanzas(text: string): Generator<readonly (readonly [string, string])[]> {
  let fields: (readonly [string, string])[] = [];
  for (const line of linesOf(text)) {
    if (line === '') {
      if (fields.length > 0) yield fields;
      fields = [];
    } else if (line[1] === ':') fields.push([line.charAt(0), line.slice(2)]);
  }
  if (fields.length > 0) yield fields;
}
