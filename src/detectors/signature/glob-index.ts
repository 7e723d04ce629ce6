import { fitsGlob } from './glob.js';

/** Numbers of the lists that a path fits, ascending. */
export type GlobIndex = (path: string) => readonly number[];

type Numbers = Map<string, Set<number>>;

/** What nearly all globs are: a name, or any name with an ending of one dot. Ending, name at any depth, name at the root. */
const ENDING = /^\*(?<key>\.[^*./]+)$/;
const NAME = /^(?<key>[^*/]+)$/;
const ROOT_NAME = /^\/(?<key>[^*/]+)$/;

function add(numbers: Numbers, key: string, index: number): void {
  numbers.set(key, (numbers.get(key) ?? new Set()).add(index));
}

/**
 * Which of some lists of globs (see glob.ts) a path fits, by its ending and name: tens of thousands of paths are asked about, and
 * only the rare glob that is more than that is tried.
 */
export function globIndex(lists: readonly (readonly string[])[]): GlobIndex {
  const simple = [ENDING, NAME, ROOT_NAME].map((shape) => ({ shape, numbers: new Map() as Numbers }));
  const others: Numbers = new Map();
  for (const [index, globs] of lists.entries()) {
    for (const glob of globs) {
      const fitting = simple.find(({ shape }) => shape.test(glob));
      add(fitting?.numbers ?? others, fitting?.shape.exec(glob)?.groups?.['key'] ?? glob, index);
    }
  }
  const [endings, names, rootNames] = simple.map(({ numbers }) => numbers);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    const fitting = [
      dot < 0 ? undefined : endings?.get(name.slice(dot)),
      names?.get(name),
      name === path ? rootNames?.get(name) : undefined,
      ...[...others].map(([glob, numbers]) => (fitsGlob(path, [glob]) ? numbers : undefined)),
    ];
    return [...new Set(fitting.flatMap((numbers) => [...(numbers ?? [])]))].sort((a, b) => a - b);
  };
}
