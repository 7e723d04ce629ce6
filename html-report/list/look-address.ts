import { addressOf, type Route } from '../route.js';
import type { Filter } from './columns.js';
import type { Look } from './pick-rows.js';

/** How an address asks a list to be looked at. */
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
