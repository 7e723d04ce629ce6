import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { NO_CHROMIUM, startReportBrowser, type ReportBrowser } from '../support/report-page.js';

/** Unfolds all that a page folds. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(
    `document.querySelectorAll('details:not(.menu)').forEach((part) => { part.open = true; })`,
  );
}

/** Follows a link of the page to itself. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
    if (location.hash === ${JSON.stringify(hash)}) done();
    else location.hash = ${JSON.stringify(hash)};
  })`);
}

function browserOfTests(): () => ReportBrowser {
  let browser: ReportBrowser | null = null;
  beforeAll(async () => {
    if (NO_CHROMIUM === null) browser = await startReportBrowser();
  });
  beforeEach(({ skip }) => skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? ''));
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('The browser did not start.');
    return browser;
  };
}

/** A browser for the tests of a file. Without one they are skipped, with the reason. */
export function openInChromium(): ReportBrowser['open'] {
  const browser = browserOfTests();
  return (...args) => browser().open(...args);
}

/** The same for pages that are no report of a scan. */
export function showInChromium(): ReportBrowser['show'] {
  const browser = browserOfTests();
  return (...args) => browser().show(...args);
}
