import { canBeEmpty, parsePattern, SPACE, type PatternNode } from '../../syntax/index.js';

/** Beyond the Basic Multilingual Plane a character takes two code units. */
const LAST_OF_ONE_UNIT = 0xffff;

/** Whether a node is one blank: patterns are full of runs of them, which have no bound. */
function isBlank(node: PatternNode): boolean {
  return (
    node.kind === 'set' &&
    node.set.every(([first, last]) => SPACE.some((range) => range[0] <= first && last <= range[1]))
  );
}

function longest(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return (node.set.at(-1)?.[1] ?? 0) > LAST_OF_ONE_UNIT ? 2 : 1;
    case 'edge':
      return 0;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + longest(item), 0);
    case 'choice':
      return Math.max(...node.branches.map(longest));
    default:
      return isBlank(node.node) || longest(node.node) === 0 ? 0 : longest(node.node) * node.max;
  }
}

/**
 * UTF-16 code units of the longest text that a pattern (in RE2 syntax) matches, runs of blanks not counted; Infinity when it has
 * no bound, when nothing is known, and when the empty text is a match, which is everywhere.
 */
export function longestMatch(source: string): number {
  const node = parsePattern(source);
  return node && !canBeEmpty(node) ? longest(node) : Infinity;
}
