import { render, type VNode } from 'preact';
import type { PageData } from '../src/reporters/html/page-data.js';
import type { PageContent } from '../src/reporters/html/page-content.js';
import { App } from './app.js';
import { ContentApp } from './content/content-app.js';
import { openReport } from './report/open-report.js';

function pageOf({ textContent, dataset }: HTMLElement): VNode {
  const data: unknown = JSON.parse(textContent ?? '');
  return dataset['shows'] === 'content' ? (
    <ContentApp content={data as PageContent} />
  ) : (
    <App report={openReport(data as PageData)} />
  );
}

const [data, app] = ['data', 'app'].map((id) => document.getElementById(id));
if (data && app) {
  const page = pageOf(data);
  // Its text is read; what stands in the page is what is shown.
  data.remove();
  render(page, app);
}
