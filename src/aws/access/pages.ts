import { Refusal } from './refusal.js';

export interface Page<T> {
  readonly items: readonly T[];
  /** Token of the next page; undefined after the last. */
  readonly next: string | undefined;
}

/**
 * Everything that a listing has. A page without items is not the last one: only its marker shows that.
 * @throws Refusal of a call, or when a marker comes back that was there before.
 */
export async function allPages<T>(
  action: string,
  fetchPage: (marker: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  let marker: string | undefined;
  do {
    const page: Page<T> = await fetchPage(marker);
    for (const item of page.items) all.push(item);
    marker = page.next === '' ? undefined : page.next;
    if (marker !== undefined && seen.has(marker)) throw new Refusal('failed', action, 'RepeatedMarker');
    if (marker !== undefined) seen.add(marker);
  } while (marker !== undefined);
  return all;
}
