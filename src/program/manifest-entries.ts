import { posix } from 'node:path';

/** Fields that contain, at any depth, paths of files that are loaded or run. https://nodejs.org/api/packages.html */
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
 * Paths below its folder to which a package.json refers: the package's exports, its programs, and words of its scripts'
 * command lines. Some do not exist, and some are not code.
 * @param manifest the parsed file.
 */
export function manifestEntries(manifest: unknown): ReadonlySet<string> {
  const fields = new Map(Object.entries(manifest ?? {}));
  const words = FIELDS.flatMap((field) => {
    const texts = [...textsIn(fields.get(field))];
    return field === 'scripts' ? texts.flatMap((text) => text.split(/[\s;&|"'`()<>=]+/)) : texts;
  });
  return new Set(words.map((word) => posix.normalize(word)));
}
