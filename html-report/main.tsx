import { render } from 'preact';
import type { PageData } from '../src/reporters/html/page-data.js';
import { App } from './app.js';
import { openReport } from './report/open-report.js';

const [data, app] = ['data', 'app'].map((id) => document.getElementById(id));
if (data && app) {
  const report = openReport(JSON.parse(data.textContent ?? '') as PageData);
  // Its text is read; what stands in the page is what is shown.
  data.remove();
  render(<App report={report} />, app);
}
