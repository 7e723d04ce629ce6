/** Something that a matcher saw. */
export interface Hit {
  /** Path inside the subject. */
  readonly path: string;
  /** Character offset in the file's text, for telling what is near; 0 for what concerns a whole file. */
  readonly offset: number;
  /** 1-based; null for what concerns a whole file. */
  readonly line: number | null;
  /** What was seen, raw and short. */
  readonly detail: string;
}

/** Characters of a match that are shown, and of what surrounds it. */
const SHOWN = 160;

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Cuts what is shown of scanned text to a length that a line of a report holds. */
export function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
