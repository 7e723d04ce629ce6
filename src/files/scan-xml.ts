/** What a scan of XML meets. Names are without their prefix; `open` has those of the elements around a place, the outermost first. */
export interface XmlHandlers {
  /** An element begins; its name is the last of `open`. @param tag as it is written, with its attributes. */
  readonly onOpen?: (tag: string, open: readonly string[]) => void;
  readonly onText?: (text: string, open: readonly string[]) => void;
  /** An element ends; its name is the last of `open`. */
  readonly onClose?: (open: readonly string[]) => void;
  /** Elements inside elements; a scan ends where there are more. */
  readonly maxDepth: number;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities that XML itself has; others stay as they are, so that none grows. */
function decoded(text: string): string {
  return text.replace(/&(\w{2,4});/g, (whole, name: string) => ENTITIES.get(name) ?? whole).trim();
}

/** Ends of what begins with `<!` or `<?`, by how it begins. */
const SKIPPED: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
  ['<?', '>'],
];

/** The place behind a text; the end if it is not there. */
function behind(text: string, end: string, at: number): number {
  const found = text.indexOf(end, at);
  return found < 0 ? text.length : found + end.length;
}

/** The place behind a tag: a `>` in the value of an attribute does not end it. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") at = behind(text, character, at + 1) - 1;
  }
  return text.length;
}

/** The place behind a tag, a comment or the like; the end of the text if it is not closed. */
function endOf(text: string, at: number): number {
  const [, end] = SKIPPED.find(([start]) => text.startsWith(start, at)) ?? [];
  return end === undefined ? endOfTag(text, at) : behind(text, end, at);
}

/** @returns whether reading goes on: the elements are not too deep. */
function onTag(tag: string, open: string[], { onOpen, onClose, maxDepth }: XmlHandlers): boolean {
  if (/^<[!?]/.test(tag)) return true;
  const isEnd = tag.startsWith('</');
  if (!isEnd) {
    const [, name = ''] = /^<([\w.:-]+)/.exec(tag) ?? [];
    open.push(name.slice(name.indexOf(':') + 1));
    onOpen?.(tag, open);
  }
  if (isEnd || tag.endsWith('/>')) {
    if (open.length > 0) onClose?.(open);
    open.pop();
  }
  return open.length <= maxDepth;
}

/**
 * Goes through XML once, in linear time. Entities of a document type are not known, and what is no XML is passed over.
 * https://www.w3.org/TR/xml/
 * @returns the names of the elements that were open at the end: none, for a whole document.
 */
export function scanXml(text: string, handlers: XmlHandlers): readonly string[] {
  const open: string[] = [];
  for (let at = text.indexOf('<'); at >= 0;) {
    const end = endOf(text, at);
    if (!onTag(text.slice(at, end), open, handlers)) return open;
    at = text.indexOf('<', end);
    const between = text.slice(end, at < 0 ? text.length : at);
    if (/\S/.test(between)) handlers.onText?.(decoded(between), open);
  }
  return open;
}

/** The attributes of a tag. */
export function xmlAttributes(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/\s([\w.:-]+)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', quoted, single]) => [name, decoded(quoted ?? single ?? '')]));
}
