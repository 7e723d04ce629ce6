import { sep } from 'node:path';
import { uniqueIds } from './draft.js';

/** A named item of a target, with the target's location. */
export interface Named {
  readonly name: string;
  /** Host path. */
  readonly place: string;
}

type Way = readonly string[];

function withoutCommonStart(ways: readonly Way[]): Way[] {
  const [first = []] = ways;
  let length = 0;
  while (length < first.length && ways.every((way) => way[length] === first[length])) length += 1;
  return ways.map((way) => way.slice(length));
}

/** Removes the segments that all paths begin with, then the segments that all paths end with. The results stay distinct. */
function distinguishingParts(paths: readonly string[]): string[] {
  const backwards = withoutCommonStart(paths.map((path) => path.split(sep))).map((way) => way.toReversed());
  return withoutCommonStart(backwards).map((way) => way.toReversed().join('/'));
}

/**
 * Unique names that depend neither on the working directory nor on the order of the targets. A name is the name within
 * the target. If several targets have it, a distinguishing part of the target's path is put before it: `{part}#{name}`.
 * Names that are still equal are numbered.
 */
export function distinctNames(items: readonly Named[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { name, place } of items) places.set(name, (places.get(name) ?? new Set()).add(place));
  const parts = new Map(
    [...places].map(([name, among]) => {
      const paths = [...among];
      const distinct = distinguishingParts(paths);
      return [name, new Map(paths.map((path, at) => [path, distinct[at]]))];
    }),
  );
  const unique = uniqueIds();
  return items.map(({ name, place }) => {
    const part = parts.get(name)?.get(place);
    return unique(part ? `${part}#${name}` : name);
  });
}
