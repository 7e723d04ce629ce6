import { firstIndex } from '../../model/index.js';
import type { TextPiece } from '../secrets/text-piece.js';
import type { CodeParts, CodeText } from '../text/code-parts.js';

/** Lists of texts that a text joins, in code without texts: `["", ""].join("")`, and Python's `"".join(["", ""])`. */
const LIST_FIRST = /\[((?:\s{0,9}"",?){2,64})\s{0,9}\]\s{0,9}\.join\(\s{0,9}(?="")/g;
const JOIN_FIRST = /""\s{0,3}\.join\(\s{0,9}[[(]((?:\s{0,9}"",?){2,64})/g;

/** Texts by their places in the code. */
function textsBetween(texts: readonly CodeText[], start: number, end: number): readonly CodeText[] {
  const indexOf = (place: number): number =>
    firstIndex(0, texts.length, (index) => texts[index]!.codeAt >= place);
  return texts.slice(indexOf(start), indexOf(end));
}

function pieceOf(items: readonly CodeText[], joining: CodeText | undefined): TextPiece[] {
  const [first] = items;
  if (!first || !joining) return [];
  const text = items.map(({ value }) => value).join(joining.value);
  return [{ text, start: first.at, end: first.at + 1, how: `joined of ${items.length} texts` }];
}

/** The texts that code joins of lists, whatever stands between the parts. */
export function joinedLists({ code, texts }: CodeParts): readonly TextPiece[] {
  const lists = [...code.matchAll(LIST_FIRST)].flatMap(({ 0: all, index }) => {
    const end = index + all.length;
    return pieceOf(textsBetween(texts, index, end), textsBetween(texts, end, end + 1)[0]);
  });
  const joins = [...code.matchAll(JOIN_FIRST)].flatMap(({ 0: all, index }) => {
    const [joining, ...items] = textsBetween(texts, index, index + all.length);
    return pieceOf(items, joining);
  });
  return [...lists, ...joins];
}
