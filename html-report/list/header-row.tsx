import type { CSSProperties, VNode } from 'preact';
import { cellClass, type Column } from './columns.js';

interface HeaderProps<Item> {
  readonly columns: readonly Column<Item>[];
  readonly tracks: CSSProperties;
  readonly sort: string;
  readonly onSort: ((sort: string) => void) | undefined;
}

const ARROWS = { ascending: '↑', descending: '↓', none: '' } as const;

function directionOf(id: string, sort: string): keyof typeof ARROWS {
  if (sort === id) return 'ascending';
  return sort === `-${id}` ? 'descending' : 'none';
}

function SortableCell<Item>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Item>;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}): VNode {
  const direction = directionOf(column.id, sort);
  return (
    <div role="columnheader" class={cellClass(column)} aria-sort={direction}>
      <button type="button" onClick={() => onSort(direction === 'ascending' ? `-${column.id}` : column.id)}>
        {column.title}
        <span class="arrow" aria-hidden="true">
          {ARROWS[direction]}
        </span>
      </button>
    </div>
  );
}

/** Titles of columns; those that can be compared sort the list. */
export function HeaderRow<Item>({ columns, tracks, sort, onSort }: HeaderProps<Item>): VNode {
  return (
    <div class="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1} style={tracks}>
        {columns.map((column) =>
          column.compare && onSort ? (
            <SortableCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ) : (
            <div key={column.id} role="columnheader" class={cellClass(column)}>
              {column.title}
            </div>
          ),
        )}
      </div>
    </div>
  );
}
