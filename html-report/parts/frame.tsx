import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { searchIn } from '../navigation.js';
import { number } from '../report/amounts.js';
import { addressOf, type Route } from '../route.js';
import { useTheme } from '../theme.js';

/** A page that the bar leads to. */
export interface Tab {
  readonly page: string;
  readonly label: string;
  /** How many rows it has; null: it is no list. */
  readonly count: number | null;
}

function Tabs({ tabs, current }: { readonly tabs: readonly Tab[]; readonly current: string }): VNode {
  return (
    <nav aria-label="Report">
      {tabs.map(({ page, label, count }) => (
        <a key={page} href={addressOf(page)} {...(page === current ? { 'aria-current': 'page' } : {})}>
          {label}
          {count !== null && <span class="amount">{number(count)}</span>}
        </a>
      ))}
    </nav>
  );
}

function ThemeSwitch(): VNode {
  const [theme, choose] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="plain theme"
      onClick={() => choose(other)}
      aria-label={`Switch to ${other} colours`}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** `/` leads to the search: the page's own, else that of the list that is searched most. */
function useSearchKey(searched: string | undefined): void {
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      const search = document.querySelector<HTMLElement>('#search');
      if (!search && searched === undefined) return;
      event.preventDefault();
      if (search) search.focus();
      else if (searched !== undefined) searchIn(addressOf(searched));
    };
    document.addEventListener('keydown', find);
    return () => document.removeEventListener('keydown', find);
  }, [searched]);
}

/** A new page starts at its heading, for eyes, keys and readers alike; a list that was left by a row starts at that row. */
function usePageStart(route: Route): void {
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('h1');
    document.title = `${heading?.textContent ?? 'Report'} · stowaway`;
    // A list has put the focus where it belongs: to its search, or to the row that it was left by.
    if (document.activeElement?.matches('[data-row], #search')) return;
    const part = route.page === 'overview' && route.key !== '' ? document.getElementById(route.key) : null;
    if (part) {
      part.scrollIntoView();
      return;
    }
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }, [route.page, route.key]);
}

interface FrameProps {
  readonly route: Route;
  readonly tabs: readonly Tab[];
  /** The tab that the page belongs to. */
  readonly current: string;
  /** Where "Incomplete" leads; null where all was seen. */
  readonly gaps: string | null;
  readonly children: ComponentChildren;
}

/** The bar above each page, and what all pages have in common. */
export function Frame({ route, tabs, current, gaps, children }: FrameProps): VNode {
  useSearchKey(tabs.find(({ count }) => count !== null)?.page);
  usePageStart(route);
  return (
    <>
      <header class="top">
        <a class="brand" href={addressOf('overview')}>
          <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
            <path
              d="M2 5h12v8H2zM5.5 5V3h5v2M2 9h12"
              fill="none"
              stroke="currentColor"
              stroke-width="1.5"
              stroke-linejoin="round"
            />
          </svg>
          stowaway
        </a>
        {tabs.length > 1 && <Tabs tabs={tabs} current={current} />}
        {gaps !== null && (
          <a class="tag warn" href={gaps}>
            Incomplete
          </a>
        )}
        <ThemeSwitch />
      </header>
      {children}
    </>
  );
}
