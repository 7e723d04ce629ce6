import { firstIndex } from '../../model/index.js';
import { encodedTexts } from '../secrets/encoded-texts.js';
import { joinedTexts } from '../secrets/joined-texts.js';
import { joinPieces, type JoinedPieces, type TextPiece } from '../secrets/text-piece.js';
import type { Fact } from '../sum-schema.js';
import type { TextPattern } from '../text/text-pattern.js';
import { codeParts, type CodeLanguage, type CodeParts, type CodeText } from '../text/code-parts.js';
import { joinedLists } from './joined-lists.js';

/** A place where a fact was seen. */
export interface FactPlace {
  /** Offset in the script. */
  readonly offset: number;
  readonly seen: string;
}

export type Patterns = (source: string) => TextPattern;

/** Characters of code before a text that `notBehind` looks at: more excuse more texts. */
const BEFORE = 60;
/** Characters of code on either side of a place that `near` looks at: more find more facts. */
const AROUND = 400;

interface Texts {
  readonly parts: CodeParts;
  /** The texts that the code holds. */
  readonly plain: JoinedPieces;
  /** The texts that the code joins of parts or decodes. */
  readonly hidden: JoinedPieces;
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

function pieceOf({ value, at }: CodeText): TextPiece {
  return { text: oneLine(value), start: at, end: at + 1, how: '' };
}

/** An assignment as `joinedTexts` writes it, `name = "text"`: the text is the group. */
const ASSIGNED = /^[^"\n]{0,120}"([^\n]*)"$/;

function decodedIn(piece: TextPiece): TextPiece[] {
  return encodedTexts(piece.text).map(({ text }) => ({ ...piece, text }));
}

function hiddenPieces(script: string, parts: CodeParts): readonly TextPiece[] {
  const ofSums = joinedTexts(script).map((piece) => ({
    ...piece,
    text: ASSIGNED.exec(piece.text)?.[1] ?? piece.text,
  }));
  const joined = [...ofSums, ...joinedLists(parts)];
  const decoded = [...joined.flatMap(decodedIn), ...encodedTexts(script)];
  return [...joined, ...decoded].map((piece) => ({ ...piece, text: oneLine(piece.text) }));
}

function textsOf(script: string, language: CodeLanguage): Texts {
  const parts = codeParts(script, language);
  return {
    parts,
    plain: joinPieces(parts.texts.map(pieceOf)),
    hidden: joinPieces(hiddenPieces(script, parts)),
  };
}

interface TextFact extends Fact {
  readonly text: string;
}

interface CodeFact extends Fact {
  readonly code: string;
}

const isOfText = (fact: Fact): fact is TextFact => fact.text !== undefined;
const isOfCode = (fact: Fact): fact is CodeFact => fact.code !== undefined;

/** Whether the code before a text does not excuse it. */
function fitsBefore({ notBehind }: Fact, { parts }: Texts, pattern: Patterns): (at: number) => boolean {
  if (notBehind === undefined) return () => true;
  const byPlace = new Map(parts.texts.map((text) => [text.at, text.codeAt]));
  return (at) => {
    const codeAt = byPlace.get(at) ?? 0;
    return !pattern(notBehind).isIn(parts.code.slice(Math.max(0, codeAt - BEFORE), codeAt));
  };
}

/** Whether `except` matches a text. Each text is searched once, however often `text` matches in it. */
function exceptedBy({ except }: Fact, pattern: Patterns): (piece: TextPiece) => boolean {
  if (except === undefined) return () => false;
  const known = new Map<TextPiece, boolean>();
  return (piece) => {
    const isExcepted = known.get(piece) ?? pattern(except).isIn(piece.text);
    known.set(piece, isExcepted);
    return isExcepted;
  };
}

/** Where a script has a text of a fact. */
function textPlace(fact: TextFact, texts: Texts, { pattern, isNamed }: Looking): FactPlace | null {
  const isFitting = fitsBefore(fact, texts, pattern);
  const isExcepted = exceptedBy(fact, pattern);
  for (const pieces of fact.hidden ? [texts.hidden] : [texts.plain, texts.hidden])
    for (const { start, inner } of pattern(fact.text).matches(pieces.text)) {
      const piece = pieces.pieceAt(start);
      if (!piece || isExcepted(piece) || (fact.unnamed && isNamed(inner))) continue;
      if (pieces === texts.hidden || isFitting(piece.start)) return { offset: piece.start, seen: piece.text };
    }
  return null;
}

/** Whether a place is near what a pattern finds. All of its matches are looked for once, when the first place is asked about. */
function nearness(code: string, pattern: TextPattern): (place: number) => boolean {
  let found: readonly number[] | undefined;
  return (place) => {
    const starts = (found ??= Array.from(pattern.matches(code), ({ start }) => start));
    const next = firstIndex(0, starts.length, (index) => starts[index]! >= place - AROUND);
    return next < starts.length && starts[next]! < place + AROUND;
  };
}

/** Where the code of a script fits a fact. */
function codePlace({ code, near }: CodeFact, { parts }: Texts, pattern: Patterns): FactPlace | null {
  const isNear = near === undefined ? () => true : nearness(parts.code, pattern(near));
  for (const { start, seen } of pattern(code).matches(parts.code))
    if (isNear(start)) return { offset: parts.offsetOf(start), seen };
  return null;
}

/** The patterns that a script is searched with, and the addresses that its package names. */
export interface Looking {
  readonly pattern: Patterns;
  /** Whether the manifest or the README of the package names an address. */
  readonly isNamed: (address: string) => boolean;
}

/** The facts that a script holds, each with its first place. */
export function heldFacts(
  { script, language }: { readonly script: string; readonly language: CodeLanguage },
  facts: readonly Fact[],
  looking: Looking,
): ReadonlyMap<string, FactPlace> {
  const texts = textsOf(script, language);
  const held = new Map<string, FactPlace>();
  for (const fact of facts) {
    const place =
      (isOfText(fact) && textPlace(fact, texts, looking)) ||
      (isOfCode(fact) && codePlace(fact, texts, looking.pattern));
    if (place) held.set(fact.id, place);
  }
  return held;
}
