import type { Artifact, FunctionPackage, FunctionReport, Package } from '../model/index.js';

type Views = ReadonlyMap<string, FunctionPackage>;

/** A function's packages are looked up for each line: they are indexed once. */
const known = new WeakMap<FunctionReport, Views>();

/** A package of an artifact as a function sees it. */
export function viewOf(fn: FunctionReport, artifact: string, id: string): FunctionPackage | undefined {
  const views = known.get(fn) ?? new Map(fn.packages.map((view) => [`${view.artifact}#${view.id}`, view]));
  known.set(fn, views);
  return views.get(`${artifact}#${id}`);
}

/** The packages of a line, in their artifact. */
interface Loadable {
  readonly artifact: Pick<Artifact, 'id'> | null;
  readonly packages: readonly Pick<Package, 'id'>[];
}

/**
 * Whether functions load the packages of a line. `not loaded` only if that is proven for all of them in all functions; '' if
 * nothing is known.
 */
export function loadedWords({ artifact, packages }: Loadable, functions: readonly FunctionReport[]): string {
  if (!artifact || packages.length === 0) return '';
  const views = functions.flatMap((fn) => packages.map(({ id }) => viewOf(fn, artifact.id, id)));
  if (views.some((view) => view?.when === 'start')) return 'loaded at start';
  if (views.some((view) => view?.when === 'call')) return 'loaded only when called';
  return views.length > 0 && views.every((view) => view?.reachable === false) ? 'not loaded' : '';
}
