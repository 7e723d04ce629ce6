import type { ContentColumn, ContentPart } from '../../reporters/index.js';

/** A part of the page. */
export type Table = Extract<ContentPart, { kind: 'table' }>;
export type Cell = string | number | readonly string[];

/** The words of a table. */
export interface TableText {
  readonly title: string;
  readonly lead: string | readonly string[];
  readonly columns: readonly ContentColumn[];
  /** Said where there is no row. */
  readonly none: string;
}

export function column(id: string, title: string, kind: ContentColumn['kind'] = 'text'): ContentColumn {
  return { id, title, kind };
}

/** A table with a row for each of some things. */
export function table<Row>(
  { title, lead, columns, none }: TableText,
  rows: readonly Row[],
  cells: (row: Row) => Cell[],
): Table {
  const lines = typeof lead === 'string' ? [lead] : lead;
  return { kind: 'table', title, lead: lines, columns, rows: rows.map(cells), none };
}

/** The first values for a cell, and how many others there are: evidence.json has all. */
export function firstOf(all: readonly string[], most: number): string[] {
  return all.length <= most + 1 ? [...all] : [...all.slice(0, most), `and ${all.length - most} more`];
}
