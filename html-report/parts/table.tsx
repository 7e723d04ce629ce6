import type { ComponentChildren, VNode } from 'preact';
import type { ContentColumn, ContentPart } from '../../src/reporters/html/page-content.js';
import type { Severity } from '../../src/model/severity.js';
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

function drawn(cell: Cell, kind: ContentColumn['kind']): ComponentChildren {
  if (kind === 'severity' && isSeverity(cell)) return <SeverityBadge severity={cell} />;
  if (typeof cell === 'number') return number(cell);
  if (typeof cell === 'string') return worded(cell);
  return cell.map((line, at) => <div key={at}>{worded(line)}</div>);
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0);
}

/** All rows of a table, for reading from top to bottom and for paper; columns without a value are left out. */
export function Table({ title, lead, columns, rows, none }: TablePart): VNode {
  if (rows.length === 0)
    return (
      <p class="lead">
        <b>None.</b> {none}
      </p>
    );
  const used = columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ at }) => rows.some((cells) => !isEmpty(cells[at])));
  return (
    <>
      {lead.map((line) => (
        <p key={line} class="lead muted">
          {line}
        </p>
      ))}
      {/* Reached by the keyboard, too: on a narrow screen the box is scrolled. */}
      <div class="table-box" role="group" aria-label={title} tabIndex={0}>
        <table class="whole">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              {used.map(({ id, title: heading, kind }) => (
                <th key={id} scope="col" class={kind}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {used.map(({ id, kind, at }) => (
                  <td key={id} class={kind}>
                    {drawn(cells[at] ?? '', kind)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
