import { useEffect, useState } from 'preact/hooks';
import { readRoute, type Route } from './route.js';

const listeners = new Set<() => void>();

function tellListeners(): void {
  for (const listener of listeners) listener();
}

globalThis.addEventListener('hashchange', tellListeners);

/** The address that the browser shows, followed. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    listeners.add(follow);
    return () => listeners.delete(follow);
  }, []);
  return readRoute(hash);
}

/** Changes how a page is looked at without a new step in the history. */
export function replaceAddress(address: string): void {
  history.replaceState(history.state, '', address);
  tellListeners();
}

let isSearchWanted = false;

/** Goes to a list whose search is to have the focus. */
export function searchIn(address: string): void {
  isSearchWanted = true;
  goTo(address);
}

/** Whether the list that is drawn now was gone to for its search. */
export function takeSearchWish(): boolean {
  const isWanted = isSearchWanted;
  isSearchWanted = false;
  return isWanted;
}

export function goTo(address: string): void {
  location.hash = address;
}
