import type { FunctionPackage, FunctionReport } from '../model/index.js';
import type { FindingGroup } from './finding-groups.js';

type Views = ReadonlyMap<string, FunctionPackage>;

/** A function's packages are looked up for each line: they are indexed once. */
const known = new WeakMap<FunctionReport, Views>();

function viewsOf(fn: FunctionReport): Views {
  const views = known.get(fn) ?? new Map(fn.packages.map((view) => [`${view.artifact}#${view.id}`, view]));
  known.set(fn, views);
  return views;
}

/**
 * Whether functions load the packages of a line. `not loaded` only if that is proven for all of them in all functions; '' if
 * nothing is known.
 */
export function loadedWords(
  { artifact, packages }: FindingGroup,
  functions: readonly FunctionReport[],
): string {
  if (!artifact || packages.length === 0) return '';
  const views = functions.flatMap((fn) => packages.map(({ id }) => viewsOf(fn).get(`${artifact.id}#${id}`)));
  if (views.some((view) => view?.when === 'start')) return 'loaded at start';
  if (views.some((view) => view?.when === 'call')) return 'loaded only when called';
  return views.length > 0 && views.every((view) => view?.reachable === false) ? 'not loaded' : '';
}
