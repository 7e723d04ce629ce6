import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { replaceAddress, takeSearchWish } from '../navigation.js';
import { number } from '../report/amounts.js';
import { addressOf, type Route } from '../route.js';
import { usedColumns, type ListKind } from './columns.js';
import { ExportButtons } from './export-buttons.js';
import { FilterMenu } from './filter-menu.js';
import { lookOf, withQuery } from './look-address.js';
import { choicesOf, pickRows, distinguishesRows, type Look } from './pick-rows.js';
import { RowList } from './row-list.js';

interface ListPageProps<Item> {
  readonly title: string;
  readonly kind: ListKind<Item>;
  readonly rows: readonly Item[];
  readonly route: Route;
  /** After how many rows there are. */
  readonly note?: string;
  /** Beside the filters. */
  readonly children?: ComponentChildren;
}

const NONE: ReadonlySet<string> = new Set();

/** Search and filters of a list: what they are set to stands in the address. */
function Tools<Item>({
  kind,
  rows,
  route,
  look,
  children,
}: ListPageProps<Item> & { readonly look: Look }): VNode {
  const filters = useMemo(
    () => kind.filters.filter((filter) => distinguishesRows(rows, filter)),
    [rows, kind],
  );
  const set = (name: string, values: readonly string[]): void =>
    replaceAddress(withQuery(route, name, values));
  const search = useRef<HTMLInputElement | null>(null);
  useLayoutEffect(() => {
    if (takeSearchWish()) search.current?.focus();
  }, []);
  return (
    <div class="tools" role="search">
      <input
        ref={search}
        type="search"
        id="search"
        placeholder={`Search ${kind.noun}`}
        aria-label={`Search ${kind.noun}`}
        aria-keyshortcuts="/"
        value={look.search}
        onInput={({ currentTarget }) => set('q', [currentTarget.value])}
      />
      {filters.map((filter) => (
        <FilterMenu
          key={filter.id}
          title={filter.title}
          choices={() => choicesOf(rows, filter)}
          labelOf={(value) => filter.labelOf?.(value) ?? value}
          chosen={look.chosen.get(filter.id) ?? NONE}
          onChoose={(values) => set(filter.id, values)}
        />
      ))}
      {children}
      {route.query.size > 0 && (
        <button type="button" class="plain" onClick={() => replaceAddress(addressOf(route.page, route.key))}>
          Clear
        </button>
      )}
    </div>
  );
}

/** `1,931 of 19,989 findings in 20,000 places`. */
function amountWords(picked: number, all: number, noun: string): string {
  return picked === all ? `${number(all)} ${noun}` : `${number(picked)} of ${number(all)} ${noun}`;
}

/** A page that is one list, with its search and filters. */
export function ListPage<Item>(props: ListPageProps<Item>): VNode {
  const { title, kind, rows, route, note } = props;
  const look = lookOf(route, kind.filters);
  const address = withQuery(route, '', []);
  const picked = useMemo(() => pickRows(rows, kind, look), [rows, kind, address]);
  // Of all rows: a filter does not move columns.
  const columns = useMemo(() => usedColumns(kind.columns, rows), [rows, kind]);
  return (
    <main class="list-page">
      <div class="title-line">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="muted" role="status">
          {amountWords(picked.length, rows.length, kind.noun)}
          {note}
        </p>
        {picked.length > 0 && <ExportButtons kind={kind} rows={picked} />}
      </div>
      <Tools {...props} look={look} />
      {picked.length === 0 ? (
        <p class="nothing">{rows.length === 0 ? `There are no ${kind.noun}.` : `No ${kind.noun} match.`}</p>
      ) : (
        <RowList
          // Another look at the list starts at its top.
          key={address}
          rows={picked}
          columns={columns}
          addressOf={kind.addressOf}
          label={title}
          address={address}
          sort={look.sort}
          onSort={(sort) => replaceAddress(withQuery(route, 'sort', [sort]))}
          isPage
        />
      )}
    </main>
  );
}
