import type { VNode } from 'preact';
import { useRoute } from './navigation.js';
import { openTotal } from './pages/overview.js';
import { PageOf } from './pages/page-of.js';
import { Frame } from './parts/frame.js';
import { gapsOf } from './report/gaps.js';
import type { Report } from './report/model.js';
import { addressOf } from './route.js';

/** The tab that a page belongs to. */
const TAB_OF = new Map([
  ['function', 'functions'],
  ['artifact', 'functions'],
  ['advisory', 'findings'],
  ['package', 'packages'],
]);

/** The report of a scan. */
export function App({ report }: { readonly report: Report }): VNode {
  const route = useRoute();
  const { summary, packageRows } = report.head;
  const tabs = [
    { page: 'overview', label: 'Overview', count: null },
    { page: 'functions', label: 'Functions', count: summary.functions },
    { page: 'findings', label: 'Findings', count: openTotal(report) },
    { page: 'packages', label: 'Packages', count: packageRows },
    { page: 'gaps', label: 'Not seen', count: gapsOf(report).length },
  ];
  return (
    <Frame
      route={route}
      tabs={tabs}
      current={TAB_OF.get(route.page) ?? route.page}
      gaps={summary.complete ? null : addressOf('gaps')}
    >
      <PageOf report={report} route={route} />
    </Frame>
  );
}
