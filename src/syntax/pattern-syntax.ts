import { ANY_CHAR, complementOf, setOf, type CharSet } from './char-set.js';

/** A pattern, as far as its prefix needs it. An edge has no width; its source is V8's. */
export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'edge'; readonly source: string }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number };

interface Reader {
  readonly source: string;
  at: number;
  ignoreCase: boolean;
  dotAll: boolean;
}

/** Syntax that this reader does not know; such a pattern has no prefix. */
class Unknown extends Error {}

const code = (char: string): number => char.codePointAt(0) ?? 0;
const range = (first: string, last = first): readonly [number, number] => [code(first), code(last)];

const DIGITS = setOf(range('0', '9'));
const WORD = setOf(range('0', '9'), range('A', 'Z'), range('_'), range('a', 'z'));
/** Characters that `\s` matches. */
export const SPACE = setOf(range('\t', '\n'), range('\f', '\r'), range(' '));
const CLASSES: ReadonlyMap<string, CharSet> = new Map([
  ['d', DIGITS],
  ['w', WORD],
  ['s', SPACE],
  ['D', complementOf(DIGITS)],
  ['W', complementOf(WORD)],
  ['S', complementOf(SPACE)],
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
  ['v', '\v'],
]);
/** Letters that Unicode folds into an ASCII one. */
const FOLDED: ReadonlyMap<string, string> = new Map([
  ['k', '\u212A'],
  ['s', '\u017F'],
]);

/** Reads the next match of a sticky expression, if there is one. */
function take(reader: Reader, shape: RegExp): RegExpExecArray | null {
  shape.lastIndex = reader.at;
  const found = shape.exec(reader.source);
  if (found) reader.at = shape.lastIndex;
  return found;
}

function peek({ source, at }: Reader): string {
  return source[at] ?? '';
}

/** One character class, as a set. */
function takeChar(reader: Reader, shape: RegExp): CharSet {
  const found = take(reader, shape);
  if (!found) throw new Unknown();
  return setOf(range(found[0]));
}

/** Each ASCII letter: the code points that are the same without regard to case. */
const CASES: readonly (readonly [number, number, ...number[]])[] = Array.from({ length: 26 }, (_, index) => {
  const lower = code('a') + index;
  const folds = FOLDED.get(String.fromCodePoint(lower));
  return [lower, code('A') + index, ...(folds === undefined ? [] : [code(folds)])];
});

/** Both cases of the ASCII letters in a set. Only ASCII is folded: a set of more has no known prefix. */
function folded(set: CharSet): CharSet {
  if ((set.at(-1)?.[1] ?? 0) > 0x7f) throw new Unknown();
  const has = (point: number): boolean => set.some(([first, last]) => first <= point && point <= last);
  const held = CASES.filter(([lower, upper]) => has(lower) || has(upper));
  return held.length === 0 ? set : setOf(...set, ...held.flat().map((point) => [point, point] as const));
}

const HEX = /\\x(?:\{(?<long>[0-9a-fA-F]{1,6})\}|(?<short>[0-9a-fA-F]{2}))/uy;
const ESCAPE = /\\(?<char>[^A-Za-z0-9]|[dwsDWSntrfv])/uy;
const POSIX = /\[:/uy;
const DASH = /-(?!\])/uy;
const IN_CLASS = /[^\]]/uy;
const CLASS_START = /\[\^?/uy;
const CLASS_END = /\]/uy;
const GROUP_START = /\((?:\?:)?(?!\?)/uy;
const GROUP_FLAGS = /\(\?(?<flags>[ims]+):/uy;
const GROUP_END = /\)/uy;
const EDGE = /[\^$]|\\[bBAz]/uy;
/** The edges of lines as RE2 has them, where only `\n` ends a line. */
const LINE_EDGES: ReadonlyMap<string, string> = new Map([
  ['^', String.raw`(?<=^|\n)`],
  ['$', String.raw`(?=$|\n)`],
  [String.raw`\A`, '^'],
  [String.raw`\z`, '$'],
]);
const DOT = /\./uy;
const LITERAL = /[^*+?{]/uy;
const SIGN = /[*+?]/uy;
const COUNT = /\{(?<min>\d+)(?<more>,(?<max>\d+)?)?\}/uy;
const LAZY = /\?/uy;
const BAR = /\|/uy;

/** One character, or a class by its letter. */
function readEscape(reader: Reader): CharSet {
  const hex = take(reader, HEX)?.groups;
  if (hex) {
    const point = Number.parseInt(hex['long'] ?? hex['short'] ?? '', 16);
    return setOf([point, point]);
  }
  const char = take(reader, ESCAPE)?.groups?.['char'];
  if (char === undefined) throw new Unknown();
  return CLASSES.get(char) ?? setOf(range(CONTROLS.get(char) ?? char));
}

function readMember(reader: Reader): CharSet {
  return peek(reader) === '\\' ? readEscape(reader) : takeChar(reader, IN_CLASS);
}

const isOne = ([first, ...others]: CharSet): boolean => others.length === 0 && first?.[0] === first?.[1];

/** A member of a class, or a range of two. */
function readRange(reader: Reader): CharSet {
  if (take(reader, POSIX)) throw new Unknown();
  const first = readMember(reader);
  if (!isOne(first) || !take(reader, DASH)) return first;
  const last = readMember(reader);
  if (!isOne(last)) throw new Unknown();
  return setOf([first[0]![0], last[0]![0]]);
}

function readClass(reader: Reader): CharSet {
  const isNegated = take(reader, CLASS_START)?.[0] === '[^';
  const members: CharSet[] = [];
  while (!take(reader, CLASS_END)) members.push(readRange(reader));
  const plain = setOf(...members.flat());
  const set = reader.ignoreCase ? folded(plain) : plain;
  return isNegated ? complementOf(set) : set;
}

/** `(?i:…)`: flags of the group alone. */
function readFlaggedGroup(reader: Reader, flags: string): PatternNode {
  const { ignoreCase, dotAll } = reader;
  reader.ignoreCase ||= flags.includes('i');
  reader.dotAll ||= flags.includes('s');
  const node = readChoice(reader);
  Object.assign(reader, { ignoreCase, dotAll });
  if (!take(reader, GROUP_END)) throw new Unknown();
  return node;
}

function readGroup(reader: Reader): PatternNode {
  const flags = take(reader, GROUP_FLAGS)?.groups?.['flags'];
  if (flags !== undefined) return readFlaggedGroup(reader, flags);
  if (!take(reader, GROUP_START)) throw new Unknown();
  const node = readChoice(reader);
  if (!take(reader, GROUP_END)) throw new Unknown();
  return node;
}

function readAtom(reader: Reader): PatternNode {
  const next = peek(reader);
  if (next === '(') return readGroup(reader);
  if (next === '[') return { kind: 'set', set: readClass(reader) };
  const edge = take(reader, EDGE)?.[0];
  if (edge !== undefined) return { kind: 'edge', source: LINE_EDGES.get(edge) ?? edge };
  if (take(reader, DOT))
    return { kind: 'set', set: reader.dotAll ? ANY_CHAR : complementOf(setOf(range('\n'))) };
  const literal = next === '\\' ? readEscape(reader) : takeChar(reader, LITERAL);
  return { kind: 'set', set: reader.ignoreCase ? folded(literal) : literal };
}

/** How often, at least and at most; null without a quantifier. Lazy or not, the same texts match. */
function readCount(reader: Reader): readonly [number, number] | null {
  const sign = take(reader, SIGN)?.[0];
  if (sign === '?') return [0, 1];
  if (sign !== undefined) return [sign === '+' ? 1 : 0, Infinity];
  const count = take(reader, COUNT)?.groups;
  if (!count) return null;
  const min = Number(count['min']);
  return [min, Number(count['max'] ?? (count['more'] ? Infinity : min))];
}

function readRepeat(reader: Reader): PatternNode {
  const node = readAtom(reader);
  const count = readCount(reader);
  if (!count) return node;
  take(reader, LAZY);
  return { kind: 'repeat', node, min: count[0], max: count[1] };
}

function readSequence(reader: Reader): PatternNode {
  const items: PatternNode[] = [];
  while (!['', '|', ')'].includes(peek(reader))) items.push(readRepeat(reader));
  return { kind: 'sequence', items };
}

function readChoice(reader: Reader): PatternNode {
  const branches = [readSequence(reader)];
  while (take(reader, BAR)) branches.push(readSequence(reader));
  return { kind: 'choice', branches };
}

const FLAGS = /^\(\?(?<flags>[ims]+)\)/;

/** Reads a pattern in RE2 syntax (https://github.com/google/re2/wiki/Syntax); null for unknown syntax. */
export function parsePattern(source: string): PatternNode | null {
  const [whole = '', flags = ''] = FLAGS.exec(source) ?? [];
  const reader = { source, at: whole.length, ignoreCase: flags.includes('i'), dotAll: flags.includes('s') };
  try {
    const node = readChoice(reader);
    return reader.at === source.length ? node : null;
  } catch (error) {
    if (error instanceof Unknown) return null;
    throw error;
  }
}

/** Whether a node matches the empty text where all its edges hold, or where none does. */
function matchesEmpty(node: PatternNode, edgesHold: boolean): boolean {
  const matches = (part: PatternNode): boolean => matchesEmpty(part, edgesHold);
  if (node.kind === 'sequence') return node.items.every(matches);
  if (node.kind === 'choice') return node.branches.some(matches);
  if (node.kind === 'repeat') return node.min === 0 || matches(node.node);
  return node.kind === 'edge' && edgesHold;
}

/** Whether a node matches the empty text in some place. */
export function canBeEmpty(node: PatternNode): boolean {
  return matchesEmpty(node, true);
}

/** Whether a node matches the empty text in every place. */
export function canBeSkipped(node: PatternNode): boolean {
  return matchesEmpty(node, false);
}
