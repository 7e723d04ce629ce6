/** Reads a text in quotes as the name of a module: `a.b`, `.b`, `a/b`, or `a.b:attribute`. */
export function wordParts(word: string): { readonly level: number; readonly parts: readonly string[] } {
  const name = word.split(':', 1)[0] ?? '';
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name
    .slice(level)
    .split(/[./]/)
    .filter((part) => part !== '');
  return { level, parts };
}
