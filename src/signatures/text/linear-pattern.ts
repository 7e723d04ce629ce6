import { overlap, setOf, type CharSet } from '../../syntax/index.js';
import { canBeSkipped, parsePattern, type PatternNode } from '../../syntax/index.js';

/** All characters that a node matches. */
function charsOf(node: PatternNode): CharSet {
  if (node.kind === 'set') return node.set;
  if (node.kind === 'edge') return [];
  if (node.kind === 'repeat') return charsOf(node.node);
  const parts = node.kind === 'choice' ? node.branches : node.items;
  return setOf(...parts.flatMap(charsOf));
}

/** Whether a node matches a text of these characters only. */
function fitsInto(node: PatternNode, chars: CharSet): boolean {
  if (node.kind === 'set') return overlap(node.set, chars);
  if (node.kind === 'edge') return true;
  if (node.kind === 'repeat') return node.min === 0 || fitsInto(node.node, chars);
  if (node.kind === 'choice') return node.branches.some((branch) => fitsInto(branch, chars));
  return node.items.every((item) => fitsInto(item, chars));
}

interface Context {
  /** A match need not pass the node. */
  readonly isOptional: boolean;
  /** A match may end after the node. */
  readonly isLast: boolean;
}

/** The characters of each repetition without a bound that a match need not pass, and after which a match cannot end. */
function optionalRuns(node: PatternNode, { isOptional, isLast }: Context): CharSet[] {
  if (node.kind === 'choice') {
    const context = { isOptional: isOptional || node.branches.length > 1, isLast };
    return node.branches.flatMap((branch) => optionalRuns(branch, context));
  }
  if (node.kind === 'sequence') {
    return node.items.flatMap((item, at) =>
      optionalRuns(item, { isOptional, isLast: isLast && node.items.slice(at + 1).every(canBeSkipped) }),
    );
  }
  if (node.kind !== 'repeat') return [];
  const inner = { isOptional: isOptional || node.min === 0, isLast: isLast && node.max === 1 };
  const isRisky = isOptional && !isLast && node.max === Infinity;
  return [...(isRisky ? [charsOf(node.node)] : []), ...optionalRuns(node.node, inner)];
}

const LINE_START = /^(?:\(\?[ims]+\))?\^/;
const LINE_END: CharSet = [[10, 10]];

/** For syntax that is not parsed: a repetition without a bound of anything but blanks. */
const UNBOUNDED = /(?<!\\s)(?:[*+]|\{\d+,\})/;

function hasUnboundedRun(source: string): boolean {
  const plain = source.replaceAll(/\[\^?\]?(?:\\.|[^\]\\])*\]/g, 'x').replaceAll(/\\[^s]/g, 'x');
  return UNBOUNDED.test(plain);
}

/**
 * Whether all matches of a pattern in a text are found in linear time. The engine takes the square where it reads far beyond each
 * of many matches: a repetition without a bound goes on over these matches, and then fails. A repetition that every match passes
 * does not fail, as it can end where such a match ends: not always if it repeats several characters at once, `(?:\sa|a)*a`. Another
 * one is harmless where no match consists of its characters only.
 */
export function isLinearPattern(source: string): boolean {
  const node = parsePattern(source);
  if (!node) return !hasUnboundedRun(source);
  const isAnchored = LINE_START.test(source) && !(node.kind === 'choice' && node.branches.length > 1);
  return !optionalRuns(node, { isOptional: false, isLast: true }).some(
    // Each match of an anchored pattern begins after the end of a line.
    (chars) => (!isAnchored || overlap(chars, LINE_END)) && fitsInto(node, chars),
  );
}
