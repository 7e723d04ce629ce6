import { addressOf, type Route } from '../route.js';
import type { Filter } from './columns.js';
import type { Look } from './pick-rows.js';

/** Search, order and filters that an address chooses for a list. */
export function lookOf({ query }: Route, filters: readonly Pick<Filter<never>, 'id'>[]): Look {
  return {
    search: query.get('q') ?? '',
    sort: query.get('sort') ?? '',
    chosen: new Map(filters.map(({ id }) => [id, new Set(query.getAll(id))])),
  };
}

/** The same address with a member of its query set to some values, or left out. */
export function withQuery(route: Route, name: string, values: readonly string[]): string {
  const query = new URLSearchParams(route.query);
  query.delete(name);
  for (const value of values) if (value !== '') query.append(name, value);
  const words = query.toString();
  return addressOf(route.page, route.key) + (words === '' ? '' : `?${words}`);
}
