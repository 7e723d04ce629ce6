import type { ComponentChildren } from 'preact';
import type { ContentColumn, ContentColumnKind, ContentList } from '../../src/reporters/html/page-content.js';
import type { Severity } from '../../src/model/severity.js';
import type { Column, ListKind } from '../list/columns.js';
import { SeverityBadge, severityWord } from '../parts/severity.js';
import { number } from '../report/amounts.js';
import { compareText, SEVERITIES } from '../report/counts.js';

type Cell = string | number;
type Cells = readonly Cell[];

const TRACKS: Readonly<Record<ContentColumnKind, string>> = {
  severity: '7rem',
  name: 'minmax(12rem, 1.8fr)',
  code: 'minmax(7rem, 1.2fr)',
  text: 'minmax(5.2rem, 1fr)',
  number: '4.6rem',
};

function isSeverity(cell: Cell): cell is Severity {
  return SEVERITIES.some((severity) => severity === cell);
}

function words(cell: Cell): string {
  return typeof cell === 'number' ? number(cell) : cell;
}

function drawn(cell: Cell, kind: ContentColumnKind): ComponentChildren {
  if (kind === 'severity' && isSeverity(cell)) return <SeverityBadge severity={cell} />;
  if (kind === 'number') return words(cell);
  const text = words(cell);
  if (kind === 'name')
    return (
      <b class="cut name" title={text}>
        {text}
      </b>
    );
  return (
    <span class={`cut${kind === 'code' ? ' mono' : ''}`} title={text}>
      {text}
    </span>
  );
}

/** The worst severity and the largest number come first. */
function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  if (isSeverity(a) && isSeverity(b)) return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
  return compareText(String(a), String(b));
}

function columnOf({ id, title, kind, isDetail = false }: ContentColumn, at: number): Column<Cells> {
  const cellOf = (cells: Cells): Cell => cells[at] ?? '';
  return {
    id,
    title,
    track: TRACKS[kind],
    isLink: kind === 'name',
    isNumber: kind === 'number',
    isWide: isDetail || kind === 'number',
    isUsed: (cells) => cellOf(cells) !== '',
    compare: (a, b) => compareCells(cellOf(a), cellOf(b)),
    cell: (cells) => drawn(cellOf(cells), kind),
  };
}

/** All that a list needs to be shown, searched, filtered, sorted and exported. */
export function listKindOf({ noun, columns }: ContentList): ListKind<Cells> {
  return {
    noun,
    columns: columns.map(columnOf),
    filters: columns.flatMap(({ id, title, kind, isFilter }, at) =>
      isFilter
        ? [
            {
              id,
              title,
              valuesOf: (cells: Cells) => [String(cells[at])],
              ...(kind === 'severity'
                ? { labelOf: (value: string) => severityWord(value as Severity), order: SEVERITIES }
                : {}),
            },
          ]
        : [],
    ),
    textOf: (cells) => cells.join(' '),
    fields: columns.map(({ id }, at) => ({ id, valueOf: (cells: Cells) => cells[at] ?? null })),
  };
}
