import { isShape, type FileFacts } from '../recognition/index.js';

/** Shapes count as a part of a feature: an index keeps a sample of them. */
const SHAPE_COST = 0.25;

function costOf({ features }: FileFacts): number {
  let sum = 0;
  for (const feature of features) sum += isShape(feature) ? SHAPE_COST : 1;
  return sum;
}

/**
 * The files that an index keeps of a package that gets little room: whole ones, entries first, then in the order in which importers
 * reach them. The first is kept whatever its size: a part of a file would look like an edited one.
 * @param maxFeatures approximate number of features of all of them together.
 */
export function mainFiles(files: readonly FileFacts[], maxFeatures: number): FileFacts[] {
  const kept = new Set<FileFacts>();
  let sum = 0;
  for (const file of [...files].sort((a, b) => Number(b.isEntry) - Number(a.isEntry))) {
    const cost = costOf(file);
    if (kept.size > 0 && sum + cost > maxFeatures) continue;
    kept.add(file);
    sum += cost;
  }
  return files.filter((file) => kept.has(file));
}
