import { posix } from 'node:path';

/** Fields whose texts, however deep, are paths of files that are loaded or run. https://nodejs.org/api/packages.html */
const FIELDS = ['main', 'module', 'browser', 'bin', 'exports', 'imports', 'scripts'] as const;
function* textsIn(field: unknown): Generator<string> {
  const open = [field];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') yield value;
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) open.push(each);
  }
}

/**
 * Paths below its folder that a package.json names: what is imported of the package, its programs, and words of its scripts'
 * command lines. Not all of them are there, and not all are code.
 * @param manifest as it was parsed.
 */
export function manifestEntries(manifest: unknown): ReadonlySet<string> {
  const fields = new Map(Object.entries(manifest ?? {}));
  const words = FIELDS.flatMap((field) => {
    const texts = [...textsIn(fields.get(field))];
    return field === 'scripts' ? texts.flatMap((text) => text.split(/[\s;&|"'`()<>=]+/)) : texts;
  });
  return new Set(words.map((word) => posix.normalize(word)));
}
