import { displayWidth, splitAtWidth } from '../display-width.js';

export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'unknown' | 'strong' | 'dim' | 'alert';

/** A field of a line. Its text is escaped already. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** URL behind it. */
  readonly link?: string;
  /** Running text: may be broken between words; other cells only when they do not fit a line of their own. */
  readonly prose?: boolean;
  /** Belongs to the column before it: one space between, not two. */
  readonly tight?: boolean;
}

/** A line before it is laid out: fields in columns. */
export type Row = readonly Cell[];

export interface Look {
  readonly width: number;
  /** Puts colour and link around a piece of text. */
  paint(text: string, cell: Cell): string;
}

/** Columns of a page, all in terminal columns. */
export interface Grid {
  /** Where a row starts. */
  readonly indent: number;
  /** Column in which text that does not fit continues. */
  readonly hanging: number;
  /** Widths of the first columns; the others are as wide as their content. */
  readonly columns: readonly number[];
}

const GAP = 2;
/** Indentation of wrapped lines. */
const WRAPPED_INDENT = 4;
/** Even the narrowest terminal shows this many columns of a word. */
const MIN_ROOM = 8;
/** A column is not widened beyond this for the sake of a few long names … */
const MAX_COLUMN = 34;
/** … but up to this where more than a quarter are long, as names of Go and Java are. */
const MAX_LONG_COLUMN = 52;

/** A part of a cell that stays on one line. */
interface Piece {
  readonly text: string;
  readonly cell: Cell;
  /** Columns between this column and the one before it. */
  readonly gap: number;
  /** Where it starts at the earliest on the first line. */
  readonly column: number;
}

function piecesOf(cell: Cell, column: number, room: number): Piece[] {
  if (cell.text === '') return [];
  const gap = cell.tight ? 1 : GAP;
  if (!cell.prose && displayWidth(cell.text) <= room) return [{ text: cell.text, cell, gap, column }];
  const words = cell.text.split(' ').map((word) => splitAtWidth(word, room));
  const [first, ...others] = words.flatMap((parts) =>
    parts.map((text, part) => ({ text, cell, gap: part === 0 ? 1 : 0, column: 0 })),
  );
  return first ? [{ ...first, gap, column }, ...others] : [];
}

function piecesOfRow(row: Row, { indent, hanging, columns }: Grid, width: number): Piece[] {
  const room = Math.max(width - hanging, MIN_ROOM);
  let column = indent;
  return row.flatMap((cell, at) => {
    const pieces = piecesOf(cell, column, room);
    column = at < columns.length ? column + (columns[at] ?? 0) + GAP : 0;
    return pieces;
  });
}

/** A word or two, then running text. */
export function sentence(label: string, text: string, tone: Pick<Cell, 'tone'> = { tone: 'dim' }): Row {
  return [
    { text: label, ...tone },
    { text, prose: true, tight: true },
  ];
}

/** Wraps an indented line to the width; continuation lines have a deeper indent. */
export function wrapped(line: string, width: number): string {
  const text = line.trimStart();
  const indent = line.length - text.length;
  const look: Look = { width, paint: (piece) => piece };
  return layOut(
    [{ text, prose: true }],
    { indent, hanging: indent + WRAPPED_INDENT, columns: [] },
    look,
  ).join('\n');
}

/** Widths that line up the first `count` columns of some rows. */
export function columnsOf(rows: readonly Row[], count: number): number[] {
  return Array.from({ length: count }, (_, column) => {
    const widths = rows.map((row) => displayWidth(row[column]?.text ?? '')).sort((a, b) => a - b);
    const usual = widths[Math.floor((widths.length - 1) * 0.75)] ?? 0;
    return Math.min(widths.at(-1) ?? 0, Math.max(MAX_COLUMN, Math.min(MAX_LONG_COLUMN, usual)));
  });
}

/** Lays a row out: aligns the first columns, and wraps text that does not fit the width. */
export function layOut(row: Row, grid: Grid, look: Look): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, cell, gap, column } of piecesOfRow(row, grid, look.width)) {
    const width = displayWidth(text);
    let from = Math.max(line === '' ? 0 : used + gap, lines.length === 0 ? column : 0);
    if (line !== '' && from + width > look.width) {
      lines.push(line);
      line = '';
      used = 0;
      from = grid.hanging;
    }
    line += ' '.repeat(from - used) + look.paint(text, cell);
    used = from + width;
  }
  return line === '' ? lines : [...lines, line];
}
