import { packageAddress } from '../kinds/package-kind.js';
import { goTo } from '../navigation.js';
import type { Branch } from '../report/tree.js';

export interface TreeKeys {
  readonly branches: readonly Branch[];
  readonly active: number;
  readonly move: (index: number) => void;
  readonly fold: (place: string, isOpen: boolean) => void;
}

function parentOf(branches: readonly Branch[], at: number): number {
  const depth = branches[at]?.depth ?? 0;
  for (let above = at - 1; above >= 0; above -= 1) if ((branches[above]?.depth ?? 0) < depth) return above;
  return at;
}

/** Keys of a tree. https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ */
export function pressed(key: string, { branches, active, move, fold }: TreeKeys): boolean {
  const branch = branches[active];
  if (!branch) return false;
  const actions = new Map<string, () => void>([
    ['ArrowDown', () => move(active + 1)],
    ['ArrowUp', () => move(active - 1)],
    ['Home', () => move(0)],
    ['End', () => move(branches.length - 1)],
    ['ArrowRight', () => (branch.isOpen ? move(active + 1) : fold(branch.place, true))],
    ['ArrowLeft', () => (branch.isOpen ? fold(branch.place, false) : move(parentOf(branches, active)))],
    ['Enter', () => goTo(packageAddress(branch.found))],
    [' ', () => fold(branch.place, !branch.isOpen)],
  ]);
  const action = actions.get(key);
  action?.();
  return action !== undefined;
}
