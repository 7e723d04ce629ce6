import { sep } from 'node:path';
import { uniqueIds } from './draft.js';

/** Something that is named within a target, and where that target lies. */
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

/** Paths without what all of them begin with, and then without what all of them end with: still each its own. */
function tellingParts(paths: readonly string[]): string[] {
  const backwards = withoutCommonStart(paths.map((path) => path.split(sep))).map((way) => way.toReversed());
  return withoutCommonStart(backwards).map((way) => way.toReversed().join('/'));
}

/**
 * Names that do not depend on where a scan is started, nor on the order of its targets: that within the target; where
 * several targets have it, `{what tells their paths apart}#{name}`. One that is still there twice is numbered.
 */
export function distinctNames(items: readonly Named[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { name, place } of items) places.set(name, (places.get(name) ?? new Set()).add(place));
  const parts = new Map(
    [...places].map(([name, among]) => {
      const paths = [...among];
      const telling = tellingParts(paths);
      return [name, new Map(paths.map((path, at) => [path, telling[at]]))];
    }),
  );
  const unique = uniqueIds();
  return items.map(({ name, place }) => {
    const part = parts.get(name)?.get(place);
    return unique(part ? `${part}#${name}` : name);
  });
}
