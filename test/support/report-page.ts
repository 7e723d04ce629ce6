import { createRequire } from 'node:module';
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
  /** Any other page. */
  show(text: string, hash?: string, options?: BrowserContextOptions): Promise<ReportPage>;
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

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** axe is put into a page by the test: the page's own policy would not let it in. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules of WCAG 2.2 at level AA that a page breaks, with where. It has to be opened with `bypassCSP`. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.addScriptTag({ path: AXE });
  const script = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations)`;
  const found = await page.evaluate<Violation[]>(script);
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html: markup }) => `${id}: ${markup.slice(0, 160)}`),
  );
}

export async function startReportBrowser(): Promise<ReportBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-page-'));
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    // Its sandbox does not start for root, as CI's containers run.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  let count = 0;
  const show: ReportBrowser['show'] = async (text, hash = '', options = {}) => {
    count += 1;
    const file = join(folder, `report-${count}.html`);
    writeFileSync(file, text);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const complaints = watch(page, pathToFileURL(file).href);
    await page.addInitScript(WATCH_POLICY);
    await page.goto(pathToFileURL(file).href + hash);
    await page.locator('h1').waitFor();
    return { page, complaints };
  };
  return {
    show,
    open: (report, hash, options) => show([...html.render(report)].join(''), hash, options),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
