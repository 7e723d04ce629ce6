import { fitsGlob } from './glob.js';

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `*.js`, `/*.exe`, `package.json`, `.vscode/tasks.json`: for a path that is not at the root, its ending or its name decides. */
function isSimple(glob: string): boolean {
  return /^\*\.[^*./]+$|^\/[^/]*$/.test(glob) || !lastSegment(glob).includes('*');
}

/**
 * The part of a path that decides which globs match it: its name or its extension, if the globs are simple. Undefined
 * when the whole path decides.
 */
function decisive(path: string, names: ReadonlySet<string>): string | undefined {
  const name = lastSegment(path);
  if (name === path) return `/${name}`;
  if (names.has(name)) return undefined;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** Maximum number of cached keys: a hostile archive may have any number of different paths. */
const MAX_KNOWN = 10_000;

/**
 * Returns a function that finds the value for the lists of globs (see glob.ts) that match a path. It runs for tens of
 * thousands of paths, and nearly all have one of a few extensions.
 * @param make the value for the lists with these numbers, ascending; called once for each combination.
 */
export function globIndex<T>(
  lists: readonly (readonly string[])[],
  make: (numbers: readonly number[]) => T,
): (path: string) => T {
  const globs = lists.flat();
  const names = new Set(globs.map(lastSegment).filter((name) => !name.includes('*')));
  const areSimple = globs.every(isSimple);
  const made = new Map<string, T>();
  const known = new Map<string, T>();
  function find(path: string): T {
    const numbers = lists.flatMap((list, index) => (fitsGlob(path, list) ? [index] : []));
    const key = numbers.join();
    const found = made.has(key) ? made.get(key)! : make(numbers);
    made.set(key, found);
    return found;
  }
  return (path) => {
    if (!areSimple) return find(path);
    // If the whole path decides, it is the key itself: `package.json` occurs once per package.
    const key = decisive(path, names) ?? `=${path}`;
    const found = known.has(key) ? known.get(key)! : find(path);
    if (known.size < MAX_KNOWN) known.set(key, found);
    return found;
  };
}
