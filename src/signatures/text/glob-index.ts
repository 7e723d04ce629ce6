import { fitsGlob } from './glob.js';

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `*.js`, `/*.exe`, `package.json`, `.vscode/tasks.json`: for a path that is not at the root, its ending or its name decides. */
function isSimple(glob: string): boolean {
  return /^\*\.[^*./]+$|^\/[^/]*$/.test(glob) || !lastSegment(glob).includes('*');
}

/** What decides which globs a path fits: name or ending, if the globs are simple; undefined when the whole path does. */
function decisive(path: string, names: ReadonlySet<string>): string | undefined {
  const name = lastSegment(path);
  if (name === path) return `/${name}`;
  if (names.has(name)) return undefined;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** Keys that are remembered, however many different paths a hostile archive has. */
const MAX_KNOWN = 10_000;

/**
 * Finds the value for the lists of globs (see glob.ts) that a path fits. It runs for tens of thousands of paths, and nearly
 * all have one of a few endings.
 * @param make the value for the lists of these numbers, ascending; called once for each combination.
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
    // If all segments of a path are decisive, the whole path is cached: `package.json` occurs once a package.
    const key = decisive(path, names) ?? `=${path}`;
    const found = known.has(key) ? known.get(key)! : find(path);
    if (known.size < MAX_KNOWN) known.set(key, found);
    return found;
  };
}
