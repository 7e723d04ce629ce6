import type { VNode } from 'preact';
import { FINDINGS, singleGroups } from '../kinds/finding-kind.js';
import { compareInOneOrder, firstOf } from '../kinds/finding-words.js';
import { FUNCTIONS, functionsByRisk } from '../kinds/function-kind.js';
import { GAPS } from '../kinds/gap-kind.js';
import { comparePackages, PACKAGES } from '../kinds/package-kind.js';
import { ListPage } from '../list/list-page.js';
import { withQuery } from '../list/look-address.js';
import { replaceAddress } from '../navigation.js';
import { allFindings, findingGroups, type FindingGroup } from '../report/findings.js';
import { number } from '../report/amounts.js';
import { gapsOf } from '../report/gaps.js';
import { lazyBy } from '../report/lazy.js';
import type { Report } from '../report/model.js';
import { allPackages, packageCopies, packageGroups } from '../report/packages.js';
import type { Route } from '../route.js';

interface PageProps {
  readonly report: Report;
  readonly route: Route;
}

function worstFirst(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  return [...groups].sort((a, b) => compareInOneOrder(firstOf(a), firstOf(b)));
}

const sortedGroups = lazyBy((report: Report) => worstFirst(findingGroups(report)));
const sortedFindings = lazyBy((report: Report) => worstFirst(singleGroups(allFindings(report))));
const sortedPackages = lazyBy((report: Report) => [...packageGroups(report)].sort(comparePackages));
const sortedCopies = lazyBy((report: Report) => [...packageCopies(report)].sort(comparePackages));

/** Switch: a row for each place, or one row for all places with the same words. */
function EachPlace({ route, words }: { readonly route: Route; readonly words: string }): VNode {
  const isEach = route.query.get('each') === '1';
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={isEach}
        onChange={() => replaceAddress(withQuery(route, 'each', isEach ? [] : ['1']))}
      />
      {words}
    </label>
  );
}

export function FunctionList({ report, route }: PageProps): VNode {
  return <ListPage title="Functions" kind={FUNCTIONS} rows={functionsByRisk(report)} route={route} />;
}

/** ` in 1,017 places`, where one row may stand for several. */
function placesNote(places: number, rows: number, words: string): { readonly note?: string } {
  return places === rows ? {} : { note: ` in ${number(places)} ${words}` };
}

export function FindingList({ report, route }: PageProps): VNode {
  const rows = route.query.get('each') === '1' ? sortedFindings(report) : sortedGroups(report);
  const note = placesNote(allFindings(report).length, rows.length, 'places');
  return (
    <ListPage title="Findings" kind={FINDINGS} rows={rows} route={route} {...note}>
      <EachPlace route={route} words="Every place" />
    </ListPage>
  );
}

export function PackageList({ report, route }: PageProps): VNode {
  const rows = route.query.get('each') === '1' ? sortedCopies(report) : sortedPackages(report);
  const note = placesNote(allPackages(report).length, rows.length, 'copies');
  return (
    <ListPage title="Packages" kind={PACKAGES} rows={rows} route={route} {...note}>
      <EachPlace route={route} words="Every copy" />
    </ListPage>
  );
}

export function GapList({ report, route }: PageProps): VNode {
  return <ListPage title="Not seen" kind={GAPS} rows={gapsOf(report)} route={route} />;
}
