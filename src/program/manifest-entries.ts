import { posix } from 'node:path';

/** Fields that contain, at any depth, paths of files that users of the package load or run. https://nodejs.org/api/packages.html */
const LOADED = ['main', 'module', 'browser', 'bin', 'exports', 'imports'] as const;

function* textsIn(field: unknown): Generator<string> {
  const open = [field];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') yield value;
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) open.push(each);
  }
}

/** Paths below its folder that a package.json has its users load or run. Some do not exist, and some are not code. */
export function loadedEntries(manifest: unknown): ReadonlySet<string> {
  const fields = new Map(Object.entries(manifest ?? {}));
  const texts = LOADED.flatMap((field) => [...textsIn(fields.get(field))]);
  return new Set(texts.map((text) => posix.normalize(text)));
}

/**
 * All paths below its folder to which a package.json refers: its loaded entries, and words of its scripts' command lines.
 * @param manifest the parsed file.
 */
export function manifestEntries(manifest: unknown): ReadonlySet<string> {
  const scripts = new Map(Object.entries(manifest ?? {})).get('scripts');
  const words = [...textsIn(scripts)].flatMap((text) => text.split(/[\s;&|"'`()<>=]+/));
  return new Set([...loadedEntries(manifest), ...words.map((word) => posix.normalize(word))]);
}
