import type { CSSProperties, VNode } from 'preact';
import { cellClass, type Column } from './columns.js';

interface RowProps<Item> {
  readonly item: Item;
  readonly columns: readonly Column<Item>[];
  /** 0-based, in the whole list. */
  readonly index: number;
  readonly style: CSSProperties;
  /** Null: it leads nowhere. */
  readonly address: string | null;
  /** By Tab. */
  readonly isReachable: boolean;
  readonly onFocus: (index: number) => void;
  readonly onFollow: () => void;
}

/** One row; its link covers all of it. */
export function Row<Item>(props: RowProps<Item>): VNode {
  const { item, columns, index, style, address, isReachable, onFocus, onFollow } = props;
  return (
    <div class="row" role="row" aria-rowindex={index + 2} style={style}>
      {columns.map((column) => (
        <div key={column.id} role="cell" class={cellClass(column)}>
          {column.isLink && address !== null ? (
            <a
              class="row-link"
              href={address}
              data-row={index}
              tabIndex={isReachable ? 0 : -1}
              onFocus={() => onFocus(index)}
              onClick={onFollow}
            >
              {column.cell(item)}
            </a>
          ) : (
            column.cell(item)
          )}
        </div>
      ))}
    </div>
  );
}
