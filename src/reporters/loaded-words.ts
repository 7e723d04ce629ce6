import type { FunctionReport } from '../model/index.js';
import type { FindingGroup } from './finding-groups.js';
import { viewOf } from './package-views.js';

/**
 * Whether functions load the packages of a line. `not loaded` only if that is proven for all of them in all functions; '' if
 * nothing is known.
 */
export function loadedWords(
  { artifact, packages }: Pick<FindingGroup, 'artifact' | 'packages'>,
  functions: readonly FunctionReport[],
): string {
  if (!artifact || packages.length === 0) return '';
  const views = functions.flatMap((fn) => packages.map(({ id }) => viewOf(fn, artifact.id, id)));
  if (views.some((view) => view?.when === 'start')) return 'loaded at start';
  if (views.some((view) => view?.when === 'call')) return 'loaded only when called';
  return views.length > 0 && views.every((view) => view?.reachable === false) ? 'not loaded' : '';
}
