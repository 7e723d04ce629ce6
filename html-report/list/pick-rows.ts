import { compareText } from '../report/counts.js';
import { lazyBy } from '../report/lazy.js';
import type { Filter, ListKind } from './columns.js';

/** How a list is looked at. */
export interface Look {
  readonly search: string;
  /** Id of a column, with `-` before it for the other way round; '' for the order the rows come in. */
  readonly sort: string;
  /** Chosen values by filter; a filter without any lets all pass. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Computed once for each list of rows, as rows do not change. */
const textsOf = lazyBy<readonly unknown[], { texts: readonly string[] | null }>(() => ({ texts: null }));
const ordersOf = lazyBy<readonly unknown[], Map<string, readonly number[]>>(() => new Map());

function searchTexts<Row>(rows: readonly Row[], kind: ListKind<Row>): readonly string[] {
  const known = textsOf(rows);
  known.texts ??= rows.map((row) => kind.textOf(row).toLowerCase());
  return known.texts;
}

function orderBy<Row>(rows: readonly Row[], kind: ListKind<Row>, sort: string): readonly number[] {
  const known = ordersOf(rows).get(sort);
  if (known) return known;
  const isTurned = sort.startsWith('-');
  const compare = kind.columns.find(({ id }) => id === sort.replace(/^-/, ''))?.compare;
  const order = rows.map((_, index) => index);
  if (compare) {
    const sign = isTurned ? -1 : 1;
    order.sort((a, b) => sign * compare(rows[a] as Row, rows[b] as Row) || a - b);
  }
  ordersOf(rows).set(sort, order);
  return order;
}

function passes<Row>(row: Row, filters: readonly (readonly [Filter<Row>, ReadonlySet<string>])[]): boolean {
  return filters.every(([filter, chosen]) => filter.valuesOf(row).some((value) => chosen.has(value)));
}

/** The rows to show, in the order to show them. */
export function pickRows<Row>(rows: readonly Row[], kind: ListKind<Row>, look: Look): readonly Row[] {
  const words = look.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const filters = kind.filters.flatMap((filter) => {
    const chosen = look.chosen.get(filter.id);
    return chosen && chosen.size > 0 ? [[filter, chosen] as const] : [];
  });
  const texts = words.length > 0 ? searchTexts(rows, kind) : [];
  const picked: Row[] = [];
  for (const index of orderBy(rows, kind, look.sort)) {
    const row = rows[index] as Row;
    if (words.every((word) => texts[index]?.includes(word)) && passes(row, filters)) picked.push(row);
  }
  return picked;
}

/** A value of a filter with how many rows have it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Whether rows have different values in a filter. */
export function distinguishesRows<Row>(rows: readonly Row[], filter: Filter<Row>): boolean {
  const values = new Set<string>();
  for (const row of rows) {
    for (const value of filter.valuesOf(row)) values.add(value);
    if (values.size > 1) return true;
  }
  return false;
}

/** What a filter offers, over all rows. */
export function choicesOf<Row>(rows: readonly Row[], filter: Filter<Row>): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of filter.valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rank = (value: string): number => {
    const at = filter.order?.indexOf(value) ?? -1;
    return at < 0 ? Infinity : at;
  };
  return [...counts]
    .map(([value, count]) => ({ value, label: filter.labelOf?.(value) ?? value, count }))
    .sort((a, b) =>
      rank(a.value) === rank(b.value) ? compareText(a.label, b.label) : rank(a.value) - rank(b.value),
    );
}
