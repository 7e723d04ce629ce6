import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { searchIn, useRoute } from './navigation.js';
import { PageOf } from './pages/page-of.js';
import { number } from './report/amounts.js';
import { gapsOf } from './report/gaps.js';
import { totalOf } from './report/counts.js';
import type { Report } from './report/model.js';
import { addressOf, type Route } from './route.js';
import { useTheme } from './theme.js';

/** The tab that a page belongs to. */
const TAB_OF = new Map([
  ['function', 'functions'],
  ['artifact', 'functions'],
  ['advisory', 'findings'],
  ['package', 'packages'],
]);

function Tabs({ report, route }: { readonly report: Report; readonly route: Route }): VNode {
  const { summary } = report.head;
  const current = TAB_OF.get(route.page) ?? route.page;
  const tabs = [
    ['overview', 'Overview', null],
    ['functions', 'Functions', summary.functions],
    ['findings', 'Findings', totalOf(summary.findings)],
    ['packages', 'Packages', summary.packages],
    ['gaps', 'Not seen', gapsOf(report).length],
  ] as const;
  return (
    <nav aria-label="Report">
      {tabs.map(([page, label, count]) => (
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

/** `/` leads to the search: the page's own, else that of the functions. */
function useSearchKey(): void {
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      const search = document.querySelector<HTMLElement>('#search');
      if (search) search.focus();
      else searchIn(addressOf('functions'));
    };
    document.addEventListener('keydown', find);
    return () => document.removeEventListener('keydown', find);
  }, []);
}

/** A new page starts at its heading, for eyes, keys and readers alike; a list that was left by a row starts at that row. */
function usePageStart(route: Route): void {
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('h1');
    document.title = `${heading?.textContent ?? 'Report'} · stowaway`;
    // A list has put the focus where it belongs: to its search, or to the row that it was left by.
    if (document.activeElement?.matches('[data-row], #search')) return;
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }, [route.page, route.key]);
}

export function App({ report }: { readonly report: Report }): VNode {
  const route = useRoute();
  useSearchKey();
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
        <Tabs report={report} route={route} />
        {!report.head.summary.complete && (
          <a class="tag warn" href={addressOf('gaps')}>
            Incomplete
          </a>
        )}
        <ThemeSwitch />
      </header>
      <PageOf report={report} route={route} />
    </>
  );
}
