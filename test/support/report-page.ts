import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Report } from '../../src/model/index.js';
import { html } from '../../src/reporters/html/index.js';

function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

/** Why tests with a browser cannot run here; null when they can. */
export const NO_CHROMIUM = chromiumPath() === undefined ? 'there is no program chromium on the PATH' : null;

/** An opened report, and all that must not happen in it. */
export interface ReportPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, requests but that of the file itself, violations of the page's own policy. */
  readonly complaints: string[];
}

/** A browser, and reports opened in it from files as a person would. */
export interface ReportBrowser {
  open(report: Report, hash?: string, options?: BrowserContextOptions): Promise<ReportPage>;
  close(): Promise<void>;
}

const WATCH_POLICY = `document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))`;

function watch(page: Page, file: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const [address = ''] = request.url().split('#');
    if (address !== file && !address.startsWith('data:')) complaints.push(`request: ${address}`);
  });
  return complaints;
}

export async function startReportBrowser(): Promise<ReportBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-page-'));
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    // Its sandbox does not start for root, as CI's containers run.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  let count = 0;
  return {
    async open(report, hash = '', options = {}) {
      count += 1;
      const file = join(folder, `report-${count}.html`);
      writeFileSync(file, [...html.render(report)].join(''));
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      const complaints = watch(page, pathToFileURL(file).href);
      await page.addInitScript(WATCH_POLICY);
      await page.goto(pathToFileURL(file).href + hash);
      await page.locator('h1').waitFor();
      return { page, complaints };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
