import type { VNode } from 'preact';
import { allFindings } from '../report/findings.js';
import { lazyBy } from '../report/lazy.js';
import type { Artifact, Finding, FunctionView, Report } from '../report/model.js';
import { packageGroups, type PackageGroup } from '../report/packages.js';
import { addressOf, type Route } from '../route.js';
import { AdvisoryPage } from './advisory-page.js';
import { groupBy } from '../../src/model/group-by.js';
import { ArtifactPage } from './artifact-page.js';
import { FunctionPage } from './function-page.js';
import { FindingList, FunctionList, GapList, PackageList } from './lists.js';
import { Overview } from './overview.js';
import { PackagePage } from './package-page.js';

const functionsByKey = lazyBy(
  ({ functions }: Report): ReadonlyMap<string, FunctionView> => new Map(functions.map((fn) => [fn.key, fn])),
);
const artifactsByKey = lazyBy(
  ({ artifacts }: Report): ReadonlyMap<string, Artifact> =>
    new Map(artifacts.map((artifact) => [artifact.key, artifact])),
);
const findingsByRule = lazyBy((report: Report): ReadonlyMap<string, readonly Finding[]> =>
  groupBy(allFindings(report), ({ rule }) => [rule.id]),
);
const packagesByName = lazyBy((report: Report): ReadonlyMap<string, readonly PackageGroup[]> =>
  groupBy(packageGroups(report), ({ copies: [first] }) => [`${first?.ecosystem}/${first?.name}`]),
);

function NotFound({ route }: { readonly route: Route }): VNode {
  return (
    <main class="sheet">
      <h1 tabIndex={-1}>Not in this report</h1>
      <p>
        There is no {route.page} {route.key} in it. <a href={addressOf('overview')}>Overview</a>
      </p>
    </main>
  );
}

type PageMaker = (report: Report, route: Route) => VNode | null;

const PAGES = new Map<string, PageMaker>([
  ['overview', (report) => <Overview report={report} />],
  ['functions', (report, route) => <FunctionList report={report} route={route} />],
  ['findings', (report, route) => <FindingList report={report} route={route} />],
  ['packages', (report, route) => <PackageList report={report} route={route} />],
  ['gaps', (report, route) => <GapList report={report} route={route} />],
  [
    'function',
    (report, { key }) => {
      const fn = functionsByKey(report).get(key);
      return fn ? <FunctionPage key={key} fn={fn} /> : null;
    },
  ],
  [
    'artifact',
    (report, { key }) => {
      const artifact = artifactsByKey(report).get(key);
      return artifact ? <ArtifactPage key={key} artifact={artifact} /> : null;
    },
  ],
  [
    'advisory',
    (report, { key }) => {
      const findings = findingsByRule(report).get(key);
      return findings ? (
        <AdvisoryPage key={key} id={key} findings={findings} description={report.descriptions.get(key)} />
      ) : null;
    },
  ],
  [
    'package',
    (report, { key }) => {
      const [first, ...others] = packagesByName(report).get(key) ?? [];
      return first ? <PackagePage key={key} groups={[first, ...others]} /> : null;
    },
  ],
]);

/** What an address of this page shows. */
export function PageOf({ report, route }: { readonly report: Report; readonly route: Route }): VNode {
  return PAGES.get(route.page)?.(report, route) ?? <NotFound route={route} />;
}
