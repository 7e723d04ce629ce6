import { afterAll, beforeAll, beforeEach } from 'vitest';
import { NO_CHROMIUM, startReportBrowser, type ReportBrowser } from '../support/report-page.js';

/** A browser for the tests of a file. Without one they are skipped, with the reason. */
export function openInChromium(): ReportBrowser['open'] {
  let browser: ReportBrowser | null = null;
  beforeAll(async () => {
    if (NO_CHROMIUM === null) browser = await startReportBrowser();
  });
  beforeEach(({ skip }) => skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? ''));
  afterAll(() => browser?.close());
  return (...args) => {
    if (!browser) throw new Error('The browser did not start.');
    return browser.open(...args);
  };
}
