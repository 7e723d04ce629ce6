import type { ComponentChildren } from 'preact';

/** A column of a list. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Width as a track of a CSS grid. */
  readonly track: string;
  /** It holds the row's link. */
  readonly isLink?: boolean;
  readonly isNumber?: boolean;
  /** Left out where the screen is narrow. */
  readonly isWide?: boolean;
  /** Shown only where the screen is narrow. */
  readonly isNarrow?: boolean;
  /** Whether it says anything of a row; without it, always. */
  readonly isUsed?: (row: Row) => boolean;
  readonly compare?: (a: Row, b: Row) => number;
  readonly cell: (row: Row) => ComponentChildren;
}

/** Something that rows can be picked by. */
export interface Filter<Row> {
  readonly id: string;
  readonly title: string;
  readonly valuesOf: (row: Row) => readonly string[];
  readonly labelOf?: (value: string) => string;
  /** Values in the order to show them; the others follow by name. */
  readonly order?: readonly string[];
}

/** A value of a row in exported files. */
export interface Field<Row> {
  /** Key in JSON, head of the column in CSV. */
  readonly id: string;
  readonly valueOf: (row: Row) => string | number | boolean | null | readonly string[];
}

/** All that a list of one kind of row needs to be shown, searched, filtered and sorted. */
export interface ListKind<Row> {
  /** `functions`. */
  readonly noun: string;
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly Filter<Row>[];
  /** What a search looks in. */
  readonly textOf: (row: Row) => string;
  /** The page that a row leads to; without it, rows lead nowhere. */
  readonly addressOf?: (row: Row) => string;
  /** What exported files have of a row. */
  readonly fields: readonly Field<Row>[];
}

type CellLook = Pick<Column<never>, 'isNumber' | 'isWide' | 'isNarrow' | 'isLink'>;

export function cellClass({ isNumber, isWide, isNarrow, isLink }: CellLook): string {
  const marks = [isNumber && 'number', isWide && 'wide', isNarrow && 'narrow', isLink && 'main'];
  return ['cell', ...marks.filter((mark) => typeof mark === 'string')].join(' ');
}

/** Columns that say something of one of the rows: the others only take the room of names. */
export function usedColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly Column<Row>[] {
  return columns.filter(({ isUsed }) => !isUsed || rows.some((row) => isUsed(row)));
}
