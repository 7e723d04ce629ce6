import { limitOf } from '../../files/index.js';
import { DefinedTexts } from './defined-texts.js';
import { literalAt, literalBefore, skipBlanks, skipBlanksBack, type Operand } from './quoted-text.js';
import type { TextPiece } from './text-piece.js';

/** Shorter texts are no secrets. */
const MIN_LENGTH = 8;
/** Characters before an expression that show which name gets it. */
const CONTEXT = 60;

/** Code under the search for joined texts. */
interface Source {
  readonly text: string;
  readonly names: DefinedTexts;
}

function pieceOf({ text }: Source, operands: readonly Operand[], end: number): TextPiece[] {
  const value = operands.map((operand) => operand.value).join('');
  const [first] = operands;
  if (!first || operands.length < 2 || value.length < MIN_LENGTH) return [];
  const { start } = first;
  const context =
    text
      .slice(Math.max(0, start - CONTEXT), start)
      .split('\n')
      .at(-1) ?? '';
  return [{ text: `${context}"${value}"`, start, end, how: `joined of ${operands.length} texts` }];
}

const ASSIGNED = /([\w$]{1,60})["']?\s{0,5}[:=]\s{0,5}\(?\s{0,5}$/;

/** Records the text that a name gets, for expressions that use it. */
function defineBefore({ text, names }: Source, operands: readonly Operand[]): void {
  const start = operands[0]?.start ?? 0;
  const name = ASSIGNED.exec(text.slice(Math.max(0, start - CONTEXT), start))?.[1];
  if (name !== undefined && operands.length > 1)
    names.define(name, start, operands.map(({ value }) => value).join(''));
}

/** The operands of a sum from the one before a place on. In Python, texts beside each other are joined as well. */
function sumFrom({ text, names }: Source, first: Operand): readonly Operand[] {
  const operands = [first];
  let last = first;
  while (operands.length < limitOf('secret-parts')) {
    const at = skipBlanks(text, last.end);
    const isBeside = last.end < at && /["']/.test(text[at] ?? '');
    if (text[at] !== '+' && text[at] !== '\\' && !isBeside) break;
    const next = isBeside ? literalAt(text, at) : names.operandAt(skipBlanks(text, at + 1));
    if (!next) break;
    operands.push(next);
    last = next;
  }
  return operands;
}

/** `+` between values, but not `++` and `+=`; and a quote behind another one on the same line or the next. */
const SUM = /\+(?![+=])|["']\s{1,80}(?:\\\s{1,80})?(?=[brfu]?["'])/g;

function sums(source: Source): TextPiece[] {
  const { text, names } = source;
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const { index } of text.matchAll(SUM)) {
    if (index < done) continue;
    const end = text[index] === '+' ? skipBlanksBack(text, index) : index + 1;
    const first = names.operandBefore(end);
    if (!first) continue;
    const operands = sumFrom(source, first);
    done = operands.at(-1)!.end;
    defineBefore(source, operands);
    pieces.push(...pieceOf(source, operands, done));
  }
  return pieces;
}

const ADDED = /(?<![\w$.])([\w$]{1,60})\s{0,5}\+=\s{0,5}(?=["'`])/g;

/** `key += "…"`: each statement adds to what the name has. */
function additions(source: Source): TextPiece[] {
  const { text, names } = source;
  return [...text.matchAll(ADDED)].flatMap(({ 0: all, 1: name = '', index }) => {
    const added = literalAt(text, index + all.length);
    const before = names.valueOf(name, index);
    if (!added || before === null || before.length > limitOf('secret-part')) return [];
    const operands = [{ value: before, start: index, end: index + name.length }, added];
    names.define(name, index, before + added.value);
    return pieceOf(source, operands, added.end).map((piece) => ({
      ...piece,
      text: `${name} = "${before + added.value}"`,
    }));
  });
}

/** Index of the bracket that opens a list which ends before a place; -1 when it is too far. */
function openingBracket(text: string, end: number): number {
  const first = Math.max(0, end - limitOf('secret-part') * 4);
  const at = text.slice(first, end).lastIndexOf('[');
  return at < 0 ? -1 : first + at;
}

const JOIN = /\.\s{0,3}join\s{0,3}\(\s{0,3}(?:""|''|``)\s{0,3}\)/g;
/** What joins a list that stands behind it: Python's `"".join`, PHP's `implode`, Java's `String.join`. */
const JOINS_NEXT =
  /(?:(?:""|'')\.join\s{0,3}\(|implode\s{0,3}\(\s{0,3}(?:""|'')\s{0,3},|String\.join\s{0,3}\(\s{0,3}"")\s{0,3}/g;
const NAME = /[\w$]{1,60}/y;
/** What opens a list. `,`: Java's arguments. */
const OPENS = /(?:\[|\(|array\s{0,3}\(|,)\s{0,3}/y;

/** Lists that get joined: `["a", b].join("")`, `parts.join("")`. */
function listJoins(source: Source): TextPiece[] {
  const { text, names } = source;
  const script = [...text.matchAll(JOIN)].flatMap(({ 0: all, index }) => {
    const end = skipBlanksBack(text, index);
    const opens = text[end - 1] === ']' ? openingBracket(text, end - 1) : listBehind(source, end);
    const operands = opens < 0 ? null : names.listAt(opens + 1, ']');
    return operands ? pieceOf(source, operands, index + all.length) : [];
  });
  const others = [...text.matchAll(JOINS_NEXT)].flatMap(({ 0: all, index }) => {
    const operands = listNext(source, index + all.length);
    return operands
      ? pieceOf(source, operands, operands.at(-1)?.end ?? index).map(namedBy(source, index))
      : [];
  });
  return [...script, ...others];
}

/** The elements of the list that begins at a place, or that the name there stands for. */
function listNext(source: Source, at: number): readonly Operand[] | null {
  const { text, names } = source;
  OPENS.lastIndex = at;
  const opens = OPENS.exec(text)?.[0];
  if (opens !== undefined) return names.listAt(at + opens.length, opens.startsWith('[') ? ']' : ')');
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0];
  const begins = name === undefined ? -1 : listBehind(source, at + name.length);
  return begins < 0 ? null : names.listAt(begins + 1, text[begins] === '[' ? ']' : ')');
}

/** The joined text at the end of a piece, in its quotes. */
const QUOTED = /"[^"]*"$/;

/** A joined text under the name that gets it: its parts may stand elsewhere. */
function namedBy({ text }: Source, at: number): (piece: TextPiece) => TextPiece {
  const name = ASSIGNED.exec(text.slice(Math.max(0, at - CONTEXT), at))?.[1];
  if (name === undefined) return (piece) => piece;
  return (piece) => ({ ...piece, text: `${name} = ${QUOTED.exec(piece.text)?.[0] ?? ''}` });
}

/** Where the list begins that the name before a place stands for; -1 without one. */
function listBehind({ text }: Source, end: number): number {
  const name = /[\w$]{1,60}$/.exec(text.slice(Math.max(0, end - CONTEXT), end))?.[0];
  if (name === undefined) return -1;
  const before = text.slice(Math.max(0, end - 4000), end);
  const found = [
    ...before.matchAll(/(?<![\w$])([\w$]{1,60})\s{0,5}[:=]\s{0,5}(?:\[|\(|array\s{0,3}\()/g),
  ].findLast(({ 1: defined }) => defined === name);
  return found ? end - before.length + found.index + found[0].length - 1 : -1;
}

const CONCAT = /\.concat\(/g;

function concats(source: Source): TextPiece[] {
  const { text, names } = source;
  return [...text.matchAll(CONCAT)].flatMap(({ 0: all, index }) => {
    const first = names.operandBefore(index);
    const rest = first && names.listAt(index + all.length, ')');
    return first && rest ? pieceOf(source, [first, ...rest], rest.at(-1)?.end ?? index) : [];
  });
}

const PLACEHOLDER = /\$?\{\s{0,3}([\w$.]{1,60})\s{0,3}\}/g;
const TEMPLATE =
  /`[^`\n]{0,300}\$\{[^`\n]{1,300}`|(?<![\w])[fF](?:"[^"\n]{0,300}\{[^"\n]{1,300}"|'[^'\n]{0,300}\{[^'\n]{1,300}')/g;

/** Templates of JavaScript and f-strings of Python, with the names that stand for texts put in. */
function templates(source: Source): TextPiece[] {
  const { text, names } = source;
  return [...text.matchAll(TEMPLATE)].flatMap(({ 0: all, index }) => {
    let count = 0;
    const filled = all.replace(PLACEHOLDER, (whole, name: string) => {
      const value = names.valueOf(name, index);
      count += value === null ? 0 : 1;
      return value ?? whole;
    });
    if (count === 0) return [];
    const value = { value: filled.replace(/^[fF]?["'`]|["'`]$/g, ''), start: index, end: index + all.length };
    return pieceOf(source, [value, { value: '', start: value.end, end: value.end }], value.end).map(
      (piece) => ({
        ...piece,
        how: 'filled into a template',
      }),
    );
  });
}

/** Behind a text: JavaScript, Python, Ruby, and a builder of Java; before it: PHP. */
const REVERSED =
  /\.split\((?:""|'')\)\.reverse\(\)\.join\((?:""|'')\)|\[::-1\]|\)\.reverse\(\)|\.reverse\b(?!\()|strrev\s{0,3}\(\s{0,3}/g;

function reversals({ text }: Source): TextPiece[] {
  return [...text.matchAll(REVERSED)].flatMap(({ 0: all, index }) => {
    const literal = all.startsWith('strrev')
      ? literalAt(text, index + all.length)
      : literalBefore(text, index);
    if (!literal) return [];
    const { start, end, value } = literal;
    return [{ text: Array.from(value).toReversed().join(''), start, end, how: 'written backwards' }];
  });
}

/** The texts that code of any language puts together of constant parts. Strings are found where they are joined: nothing is parsed. */
export function joinedTexts(text: string): TextPiece[] {
  const source = { text, names: new DefinedTexts(text) };
  const added = additions(source);
  const first = sums(source);
  const others = [...templates(source), ...listJoins(source), ...concats(source), ...reversals(source)];
  // Sums of sums: the names that the first round defined are known now.
  return [...added, ...(first.length > 0 ? sums(source) : []), ...others];
}
