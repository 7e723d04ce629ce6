import { isShape, type FileFacts } from '../recognition/index.js';

/** Shapes count as a part of a feature: an index keeps a sample of them. */
const SHAPE_COST = 0.25;

function costOf({ features }: FileFacts): number {
  let sum = 0;
  for (const feature of features) sum += isShape(feature) ? SHAPE_COST : 1;
  return sum;
}

/** How much an index keeps of a package that gets little room. */
export interface Room {
  /** Approximate number of features of all kept files together. */
  readonly all: number;
  /** Features of the first file, above which no file is kept. */
  readonly first: number;
}

/**
 * The files that an index keeps of a package that gets little room: whole ones, entries first, then in the order in which importers
 * reach them. A part of a file would look like an edited one: a package that begins with a very large file is left out.
 */
export function mainFiles(files: readonly FileFacts[], room: Room): FileFacts[] {
  const kept = new Set<FileFacts>();
  let sum = 0;
  for (const file of [...files].sort((a, b) => Number(b.isEntry) - Number(a.isEntry))) {
    const cost = costOf(file);
    if (kept.size === 0 && cost > room.first) return [];
    if (kept.size > 0 && sum + cost > room.all) continue;
    kept.add(file);
    sum += cost;
  }
  return files.filter((file) => kept.has(file));
}
