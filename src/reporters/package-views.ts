import type { FunctionPackage, FunctionReport } from '../model/index.js';

type Views = ReadonlyMap<string, FunctionPackage>;

/** A function's packages are looked up for each line: they are indexed once. */
const known = new WeakMap<FunctionReport, Views>();

/** A package of an artifact as a function sees it. */
export function viewOf(fn: FunctionReport, artifact: string, id: string): FunctionPackage | undefined {
  const views = known.get(fn) ?? new Map(fn.packages.map((view) => [`${view.artifact}#${view.id}`, view]));
  known.set(fn, views);
  return views.get(`${artifact}#${id}`);
}
