import type { MemberTable, OwnMethod } from '../../program/index.js';
import { isOutside, tokenOf, whatIs } from './taken-values.js';

/** What rules say of a method that replaces the one of a class of another package. */
export function ofOverridden<Known>(
  table: MemberTable<Known>,
  { name, bases }: Pick<OwnMethod, 'name' | 'bases'>,
): readonly Known[] {
  return bases.flatMap((base) => {
    const what = isOutside(base) ? whatIs(base) : null;
    return what?.is === 'name' ? table.find(tokenOf({ ...what, path: [...what.path, name] })) : [];
  });
}
