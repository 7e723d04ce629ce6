import { limitOf } from '../../files/index.js';
import { encodedTexts } from '../secrets/encoded-texts.js';
import { joinedTexts } from '../secrets/joined-texts.js';
import { joinPieces, type TextPiece } from '../secrets/text-piece.js';
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

/** Characters of code before a text that are looked at. */
const BEFORE = 60;
/** Characters of code on either side of a place that count as near it. */
const AROUND = 400;

interface Texts {
  readonly parts: CodeParts;
  /** All texts of the code, a line each. */
  readonly plain: ReturnType<typeof joinPieces>;
  /** Those that code joins or decodes. */
  readonly hidden: ReturnType<typeof joinPieces>;
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

function pieceOf({ value, at }: CodeText): TextPiece {
  return { text: oneLine(value), start: at, end: at + 1, how: '' };
}

/** What code assigns, without the name that gets it. */
const ASSIGNED = /^[^"\n]{0,120}"([^\n]*)"$/;

function hiddenPieces(script: string, parts: CodeParts): readonly TextPiece[] {
  const ofSums = joinedTexts(script).map((piece) => ({
    ...piece,
    text: ASSIGNED.exec(piece.text)?.[1] ?? piece.text,
  }));
  const joined = [...ofSums, ...joinedLists(parts)];
  const decoded = [...joined.flatMap((piece) => inside(piece)), ...encodedTexts(script)];
  return [...joined, ...decoded].map((piece) => ({ ...piece, text: oneLine(piece.text) }));
}

function inside(piece: TextPiece): TextPiece[] {
  return encodedTexts(piece.text).map(({ text }) => ({ ...piece, text }));
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

const isOfText = (fact: Fact): fact is TextFact => fact.text !== undefined;

/** Whether the code before a text is as a fact wants it. */
function fitsBefore(
  { behind, notBehind }: Fact,
  { parts }: Texts,
  pattern: Patterns,
): (at: number) => boolean {
  if (behind === undefined && notBehind === undefined) return () => true;
  const byPlace = new Map(parts.texts.map((text) => [text.at, text.codeAt]));
  return (at) => {
    const codeAt = byPlace.get(at) ?? 0;
    const before = parts.code.slice(Math.max(0, codeAt - BEFORE), codeAt);
    const isWanted = behind === undefined || pattern(behind).isIn(before);
    return isWanted && (notBehind === undefined || !pattern(notBehind).isIn(before));
  };
}

/** Whether what a pattern found in a text counts. */
function counts({ except, unnamed }: Fact, { inner, text }: Found, { pattern, isNamed }: Looking): boolean {
  if (unnamed && isNamed(inner)) return false;
  return except === undefined || !pattern(except).isIn(text);
}

interface Found {
  /** What the first group of the pattern holds, or all of the match. */
  readonly inner: string;
  /** The whole text. */
  readonly text: string;
}

/** Where a script has a text of a fact. */
function textPlace(fact: TextFact, texts: Texts, looking: Looking): FactPlace | null {
  const isFitting = fitsBefore(fact, texts, looking.pattern);
  for (const pieces of fact.hidden ? [texts.hidden] : [texts.plain, texts.hidden])
    for (const { start, inner } of looking.pattern(fact.text).matches(pieces.text)) {
      const piece = pieces.pieceAt(start);
      if (!piece || !counts(fact, { inner, text: piece.text }, looking)) continue;
      const isPlain = pieces === texts.plain;
      if (!isPlain || isFitting(piece.start)) return { offset: piece.start, seen: piece.text };
    }
  return null;
}

/** Where the code of a script fits a fact. */
function codePlace({ code = '', near }: Fact, { parts }: Texts, pattern: Patterns): FactPlace | null {
  let left = limitOf('rule-hits');
  for (const { start, seen } of pattern(code).matches(parts.code)) {
    const around = parts.code.slice(Math.max(0, start - AROUND), start + AROUND);
    if (near === undefined || pattern(near).isIn(around)) return { offset: parts.offsetOf(start), seen };
    left -= 1;
    if (left === 0) return null;
  }
  return null;
}

/** What a script is searched with. */
export interface Looking {
  readonly pattern: Patterns;
  /** Whether the package names an address itself. */
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
    const place = isOfText(fact)
      ? textPlace(fact, texts, looking)
      : fact.code === undefined
        ? null
        : codePlace(fact, texts, looking.pattern);
    if (place) held.set(fact.id, place);
  }
  return held;
}
