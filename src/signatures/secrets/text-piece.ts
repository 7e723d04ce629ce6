import { firstIndex } from '../../model/index.js';

/** A text that code makes of parts of a file, or that is encoded in it. */
export interface TextPiece {
  readonly text: string;
  /** Stretch of the file's text that it is made of: [start, end) in code units. */
  readonly start: number;
  readonly end: number;
  /** How it is made, in words that follow a value: `joined by code`. */
  readonly how: string;
}

/** Pieces as one text, so that it is searched once. */
export interface JoinedPieces {
  readonly text: string;
  /** The piece at an offset of the text. */
  pieceAt(offset: number): TextPiece | undefined;
}

const GAP = '\n\n';

/** Joins pieces so that nothing reaches from one into the next. */
export function joinPieces(pieces: readonly TextPiece[]): JoinedPieces {
  const ends: number[] = [];
  let length = 0;
  for (const { text } of pieces) {
    length += text.length + GAP.length;
    ends.push(length);
  }
  return {
    text: pieces.map(({ text }) => text + GAP).join(''),
    pieceAt: (offset) => pieces[firstIndex(0, ends.length, (index) => ends[index]! > offset)],
  };
}
