import { scopeOf, targetKey, type NameLists } from './name-lists.js';
import { stemOf } from './python-stem.js';
import { skeletonOf, squashed } from './skeleton.js';
import { isTypingSlip } from './typing-slip.js';

/** A popular name that another one can be mistaken for. */
export interface Resemblance {
  /**
   * `homoglyph`: letters that look the same · `separator`: only hyphens, dots, underscores differ · `scope`: a scoped name without its
   * scope's mark, or the reverse · `letter`: one slip of the fingers · `affix`: `py` or `python` added, taken away or moved.
   */
  readonly kind: 'homoglyph' | 'separator' | 'scope' | 'letter' | 'affix';
  readonly target: string;
}

const MIN_SQUASHED = 5;

function alike(name: string, { targetsBySkeleton }: NameLists): Resemblance | null {
  const key = squashed(skeletonOf(name));
  const target = key.length < MIN_SQUASHED ? undefined : targetsBySkeleton.get(key);
  if (target === undefined || target.toLowerCase() === name) return null;
  if (squashed(target) !== squashed(name)) return { kind: 'homoglyph', target };
  const isScope = (scopeOf(target) === null) !== (scopeOf(name) === null);
  return { kind: isScope ? 'scope' : 'separator', target };
}

/** A scoped name imitates one of the same base by a typing error in the scope; the owner of a scope owns all names in it. */
function isSlipOf(target: string, name: string): boolean {
  const [scope, targetScope] = [scopeOf(name), scopeOf(target)];
  if (scope === null || targetScope === null) return scope === targetScope && isTypingSlip(target, name);
  const base = name.slice(scope.length);
  return target.slice(targetScope.length) === base && isTypingSlip(targetScope.slice(1), scope.slice(1));
}

/** Where the targets of a slip are: it leaves the first letter as it is, or swaps it with the second. */
function placesOf(name: string): string[] {
  const lengths = [name.length - 1, name.length, name.length + 1];
  return [...lengths.map((length) => targetKey(name[0], length)), targetKey(name[1], name.length)];
}

/** The popular name that an unknown name resembles, or null. */
export function resemblanceOf(name: string, lists: NameLists): Resemblance | null {
  const found = alike(name, lists);
  if (found) return found;
  const lower = name.toLowerCase();
  for (const place of placesOf(lower)) {
    const target = lists.targets.get(place)?.find((known) => isSlipOf(known, lower));
    if (target !== undefined) return { kind: 'letter', target };
  }
  const affixed = lists.targetsByStem.get(stemOf(lower) ?? '');
  return affixed === undefined ? null : { kind: 'affix', target: affixed };
}
