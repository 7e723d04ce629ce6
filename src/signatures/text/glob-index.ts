import { groupBy } from '../../model/index.js';
import { fitsGlob } from './glob.js';

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `*.js`, `/*.exe`, `package.json`, `.vscode/tasks.json`: for a path that is not at the root, its ending or its name decides. */
function isSimple(glob: string): boolean {
  return /^\*\.[^*./]+$|^\/[^/]*$/.test(glob) || !lastSegment(glob).includes('*');
}

/** Globs that more than the extension of a path can match. */
interface Named {
  /** Last segments without `*`. */
  readonly names: ReadonlySet<string>;
  /** Those with `*` that match at the root alone. */
  readonly atRoot: readonly string[];
}

/** The extension of a path, if no simple glob looks at more of it; else undefined. */
function decisive(path: string, { names, atRoot }: Named): string | undefined {
  const name = lastSegment(path);
  if (names.has(name) || (name === path && fitsGlob(path, atRoot))) return undefined;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** Equal lists, which most rules have, with their numbers. */
function distinctLists(
  lists: readonly (readonly string[])[],
): readonly { readonly list: readonly string[]; readonly numbers: readonly number[] }[] {
  const numbered = lists.map((list, number) => ({ list, number }));
  return [...groupBy(numbered, ({ list }) => [list.join('\n')]).values()].map((same) => ({
    list: same[0].list,
    numbers: same.map(({ number }) => number),
  }));
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
  const named: Named = {
    names: new Set(globs.map(lastSegment).filter((name) => !name.includes('*'))),
    atRoot: globs.filter((glob) => glob.startsWith('/') && glob.includes('*')),
  };
  const areSimple = globs.every(isSimple);
  const distinct = distinctLists(lists);
  const made = new Map<string, T>();
  const known = new Map<string, T>();
  function find(path: string): T {
    const fitting = distinct.filter(({ list }) => fitsGlob(path, list));
    const numbers = fitting.flatMap((each) => each.numbers).sort((a, b) => a - b);
    const key = numbers.join();
    const found = made.has(key) ? made.get(key)! : make(numbers);
    made.set(key, found);
    return found;
  }
  return (path) => {
    const key = areSimple ? decisive(path, named) : undefined;
    if (key === undefined) return find(path);
    const found = known.has(key) ? known.get(key)! : find(path);
    if (known.size < MAX_KNOWN) known.set(key, found);
    return found;
  };
}
