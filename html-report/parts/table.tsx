import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ContentColumn, ContentPart } from '../../src/reporters/html/page-content.js';
import type { Severity } from '../../src/model/severity.js';
import { useMedia } from '../media.js';
import { number } from '../report/amounts.js';
import { SEVERITIES } from '../report/counts.js';
import { SeverityBadge } from './severity.js';

type TablePart = Extract<ContentPart, { kind: 'table' }>;
type Cell = TablePart['rows'][number][number];

function isSeverity(cell: Cell): cell is Severity {
  return SEVERITIES.some((severity) => severity === cell);
}

/** Longer cells may be wrapped. */
const SHORT_CELL = 12;
/** Longer words may be cut at the end of a line: digests, addresses, paths. */
const LONG_WORD = /(\S{17,})/;

/** A text whose ordinary words stay whole, however narrow its column is. */
function worded(text: string): ComponentChildren {
  if (text.length <= SHORT_CELL) return <span class="short">{text}</span>;
  const pieces = text.split(LONG_WORD);
  if (pieces.length === 1) return text;
  return pieces.map((piece, at) =>
    at % 2 === 1 ? (
      <span key={at} class="long">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}

function cellContent(cell: Cell, kind: ContentColumn['kind']): ComponentChildren {
  if (kind === 'severity' && isSeverity(cell)) return <SeverityBadge severity={cell} />;
  if (typeof cell === 'number') return number(cell);
  if (typeof cell === 'string') return worded(cell);
  return cell.map((line, at) => <div key={at}>{worded(line)}</div>);
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0);
}

/** Rows of one table. A browser lays out tables that are on the screen: of more rows, opening would take minutes. */
const TABLE_ROWS = 100;

function chunksOf(rows: TablePart['rows']): TablePart['rows'][] {
  const chunks: TablePart['rows'][] = [];
  for (let at = 0; at < rows.length; at += TABLE_ROWS) chunks.push(rows.slice(at, at + TABLE_ROWS));
  return chunks;
}

/** A column with its place in the rows. */
type UsedColumn = ContentColumn & { readonly at: number };

function WholeRows({
  title,
  columns,
  rows,
}: Pick<TablePart, 'title' | 'rows'> & { readonly columns: readonly UsedColumn[] }): VNode {
  return (
    <table class="whole">
      <caption class="unseen">{title}</caption>
      <thead>
        <tr>
          {columns.map(({ id, title: heading, kind }) => (
            <th key={id} scope="col" class={kind}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {columns.map(({ id, kind, at }) => (
              <td key={id} class={kind}>
                {cellContent(cells[at] ?? '', kind)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many of a page's tables are drawn: one more at a time, so that it can be read before all of it is there; all on paper. */
function useDrawn(all: number): number {
  const isPrinted = useMedia('print');
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= all) return undefined;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, all]);
  return isPrinted ? all : drawn;
}

function TableBoxes({ title, columns, rows }: TablePart): VNode {
  // The same nodes at each step: what is drawn is not compared again.
  const boxes = useMemo(() => {
    const used = columns
      .map((column, at) => ({ ...column, at }))
      .filter(({ at }) => rows.some((cells) => !isEmpty(cells[at])));
    return chunksOf(rows).map((some, at) => (
      // Reached by the keyboard, too: on a narrow screen the box is scrolled.
      <div key={at} class="table-box" role="group" aria-label={title} tabIndex={0}>
        <WholeRows title={title} columns={used} rows={some} />
      </div>
    ));
  }, [title, columns, rows]);
  return <>{boxes.slice(0, useDrawn(boxes.length))}</>;
}

/** All rows of a table, for reading from top to bottom and for paper; columns without a value are left out. */
export function Table(part: TablePart): VNode {
  const { lead, rows, none } = part;
  if (rows.length === 0)
    return (
      <p class="lead">
        <b>None.</b> {none}
      </p>
    );
  return (
    <>
      {lead.map((line) => (
        <p key={line} class="lead muted">
          {line}
        </p>
      ))}
      <TableBoxes {...part} />
    </>
  );
}
