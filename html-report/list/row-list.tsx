import type { VNode } from 'preact';
import { useMedia } from '../media.js';
import { number } from '../report/amounts.js';
import { useActiveRow } from './active-row.js';
import type { Column } from './columns.js';
import { HeaderRow } from './header-row.js';
import { memoryOf } from './list-memory.js';
import { Row } from './row.js';
import { useWholeRows } from './whole-rows.js';
import { useVirtualWindow, type VirtualWindow } from './virtual-window.js';

const WIDE_ROW = 44;
const NARROW_ROW = 68;
/** A printed list ends here, and says so. */
const MAX_PRINTED = 2000;

export interface RowListProps<Item> {
  readonly rows: readonly Item[];
  readonly columns: readonly Column<Item>[];
  /** Without it, rows lead nowhere. */
  readonly addressOf?: ((row: Item) => string) | undefined;
  readonly label: string;
  /** Of the list in the page, for coming back to it. */
  readonly address: string;
  /** Column that the list is sorted by, with `-` before it for the other way round, and what to do with another. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Takes what height there is, instead of what its rows need. */
  readonly isPage?: boolean;
}

/** The row that Tab reaches: the active one while it is drawn, else the first that is. */
function reachableRow(active: number, { start, end }: VirtualWindow): number {
  return active >= start && active < end ? active : start;
}

function listClass(isPage: boolean, { scrolls }: VirtualWindow): string {
  return `list${isPage ? ' page' : ''}${scrolls ? ' scrolls' : ''}`;
}

function printedRows(seen: VirtualWindow, count: number): VirtualWindow {
  return { ...seen, start: 0, end: Math.min(count, MAX_PRINTED) };
}

function NotPrinted({ count }: { readonly count: number }): VNode {
  return (
    <div role="row">
      <span role="cell">{number(count)} more are not printed: filter the list first.</span>
    </div>
  );
}

/** A table of any length, of which only what is seen is drawn. Each row may lead to a page. */
export function RowList<Item>(props: RowListProps<Item>): VNode {
  const { rows, label, sort = '', onSort, isPage = false } = props;
  const isNarrow = useMedia('(max-width: 720px)');
  const columns = props.columns.filter((column) => (isNarrow ? !column.isWide : !column.isNarrow));
  const isPrinted = useMedia('print');
  const rowHeight = isNarrow ? NARROW_ROW : WIDE_ROW;
  const count = rows.length;
  const memory = memoryOf(props.address);
  const { box, active, activate, onKeyDown } = useActiveRow(memory, { count, rowHeight });
  // Keys scroll rows that lead nowhere.
  const keys = props.addressOf ? { onKeyDown } : { tabIndex: 0 };
  const room = useWholeRows(box, rowHeight, isPage);
  const seen = useVirtualWindow(box, { count, rowHeight });
  const drawn = isPrinted ? printedRows(seen, count) : seen;
  const tracks = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') };
  const rowAt = (offset: number): VNode => {
    const index = drawn.start + offset;
    return (
      <Row
        key={index}
        item={rows[index] as Item}
        columns={columns}
        index={index}
        style={{ ...tracks, height: `${rowHeight}px`, transform: `translateY(${index * rowHeight}px)` }}
        address={props.addressOf?.(rows[index] as Item) ?? null}
        isReachable={index === reachableRow(active, drawn)}
        onFocus={activate}
        onFollow={() => void (memory.wasFollowed = true)}
      />
    );
  };
  const all = { height: `${count * rowHeight}px` };
  return (
    <div class={listClass(isPage, seen)} role="table" aria-label={label} aria-rowcount={count + 1}>
      <HeaderRow columns={columns} tracks={tracks} sort={sort} onSort={onSort} />
      <div class="rows" role="rowgroup" ref={box} {...keys} style={isPage ? { maxHeight: room } : all}>
        <div class="all" role="presentation" style={isPrinted ? {} : all}>
          {Array.from({ length: drawn.end - drawn.start }, (_, offset) => rowAt(offset))}
        </div>
      </div>
      {isPrinted && count > MAX_PRINTED && <NotPrinted count={count - MAX_PRINTED} />}
    </div>
  );
}
