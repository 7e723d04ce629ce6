import { parsePattern, sourceOf, type PatternNode } from '../../syntax/index.js';

/** Characters of a set that are as good as one: both cases of a letter. */
const SIMILAR = 4;

/** Words of which one is in every match; `length` of the shortest. */
interface Words {
  readonly source: string;
  readonly length: number;
}

/** Whether a node stands for one character, or a few. */
function isLetter(node: PatternNode): boolean {
  return node.kind === 'set' && node.set.reduce((sum, [first, last]) => sum + last - first + 1, 0) <= SIMILAR;
}

const NO_WORD: Words = { source: '', length: 0 };

function better(a: Words | null, b: Words | null): Words | null {
  return !a || (b && b.length > a.length) ? b : a;
}

function wordsOfSequence(items: readonly PatternNode[]): Words | null {
  let best: Words | null = null;
  let run: Words = NO_WORD;
  for (const item of items) {
    if (item.kind === 'edge') continue;
    const letter = isLetter(item) ? wordsOf(item) : null;
    if (letter) run = { source: run.source + letter.source, length: run.length + 1 };
    else {
      best = better(best, better(run, wordsOf(item)));
      run = NO_WORD;
    }
  }
  best = better(best, run);
  return best && best.length > 0 ? best : null;
}

function wordsOf(node: PatternNode): Words | null {
  switch (node.kind) {
    case 'edge':
      return null;
    case 'set':
      return isLetter(node) ? { source: sourceOf(node.set), length: 1 } : null;
    case 'sequence':
      return wordsOfSequence(node.items);
    case 'repeat':
      return node.min > 0 ? wordsOf(node.node) : null;
    default: {
      const branches = node.branches.map(wordsOf);
      if (!branches.every((each) => each !== null)) return null;
      return {
        source: branches.map(({ source }) => source).join('|'),
        length: Math.min(...branches.map(({ length }) => length)),
      };
    }
  }
}

/**
 * Words of which every match of a pattern (in RE2 syntax) contains at least one, as one expression of V8. A text in which it finds nothing
 * has no match. Null when no such words are known.
 */
export function requiredWords(pattern: string): RegExp | null {
  const node = parsePattern(pattern);
  const words = node && wordsOf(node);
  return words && new RegExp(words.source, 'u');
}
