import type { Declaration } from '../model/index.js';

/** A line that starts with a key, in YAML or in JSON with line breaks. */
const KEY_LINE = /^([ \t]*)(?:"([^"]{1,255})"|'([^']{1,255})'|([\w./@-]{1,255}))[ \t]*:/;

interface KeyLine {
  readonly key: string;
  readonly indent: number;
  /** 1-based. */
  readonly line: number;
}

function keyLineOf(text: string, at: number): KeyLine[] {
  const [, space = '', double, single, plain] = KEY_LINE.exec(text) ?? [];
  const key = double ?? single ?? plain;
  return key === undefined ? [] : [{ key, indent: space.length, line: at + 1 }];
}

/**
 * Lines of the entries of a section, by key, found without parsing. If several lines have the key, the least indented
 * one after the section's own line counts. Empty for a file of one line.
 * @param section `Resources`, `functions`.
 */
export function linesOfEntries(text: string, section: string): ReadonlyMap<string, number> {
  const keys = text.split('\n').flatMap(keyLineOf);
  const start = keys.findIndex(({ key }) => key === section);
  const found = new Map<string, KeyLine>();
  for (const one of start < 0 ? [] : keys.slice(start + 1)) {
    const known = found.get(one.key);
    if (!known || one.indent < known.indent) found.set(one.key, one);
  }
  return new Map([...found].map(([key, { line }]) => [key, line]));
}

/** Returns a function that gives the declaration of a section's entry. @param path as reports show it. */
export function declarationsIn(text: string, path: string, section: string): (key: string) => Declaration {
  const lines = linesOfEntries(text, section);
  return (key) => ({ path, line: lines.get(key) ?? null });
}
