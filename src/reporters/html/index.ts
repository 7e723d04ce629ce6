import type { Report } from '../../model/index.js';
import type { Reporter } from '../reporter.js';
import { inChunks } from '../stream-json.js';
import { documentText } from './document.js';
import { embeddedData } from './embedded-data.js';

/** One file that needs nothing else: the report, and the page of `html-report/` that shows it. */
export const html = {
  id: 'html',
  title: 'HTML page, for people: search, filters, a page for each function',
  extension: 'html',
  *render(report: Report) {
    const { functions, complete } = report.summary;
    const title = report.options.targets.join(', ') || 'report';
    const summary = `stowaway ${report.tool.version}: ${functions} functions, ${complete ? 'complete' : 'INCOMPLETE'}.`;
    yield* inChunks(documentText({ title, summary, shows: 'report', data: embeddedData(report) }));
  },
} satisfies Reporter;
