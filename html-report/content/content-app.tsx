import type { VNode } from 'preact';
import type { ContentList, PageContent } from '../../src/reporters/html/page-content.js';
import { usedColumns } from '../list/columns.js';
import { ListPage } from '../list/list-page.js';
import { RowList } from '../list/row-list.js';
import { useRoute } from '../navigation.js';
import { Frame, type Tab } from '../parts/frame.js';
import { Incomplete } from '../parts/incomplete.js';
import { Section } from '../parts/section.js';
import { number } from '../report/amounts.js';
import { lazyBy } from '../report/lazy.js';
import { addressOf } from '../route.js';
import { Contents } from './contents.js';
import { ContentPartView } from './content-part.js';
import { listKindOf } from './list-kind-of.js';

const kindOf = lazyBy(listKindOf);

/** Rows that the first page shows of each list. */
const FIRST_ROWS = 8;

function FirstRows({ list }: { readonly list: ContentList }): VNode {
  const { id, title, rows, note } = list;
  const columns = kindOf(list).columns.filter(({ id: column }) =>
    list.columns.some((one) => one.id === column && !one.isDetail),
  );
  return (
    <Section title={title} note={`${number(rows.length)}${note === '' ? '' : `, ${note}`}`}>
      <RowList
        rows={rows.slice(0, FIRST_ROWS)}
        columns={usedColumns(columns, rows)}
        label={title}
        address={`${addressOf('overview')}#${id}`}
      />
      <p class="after">
        <a href={addressOf(id)}>
          {rows.length > FIRST_ROWS
            ? `All ${number(rows.length)}: search, filter, export`
            : 'Search, filter, export'}
        </a>
      </p>
    </Section>
  );
}

function FirstPage({ content }: { readonly content: PageContent }): VNode {
  const { title, over, incomplete, parts, lists } = content;
  return (
    <main class="sheet">
      <p class="muted over">{over}</p>
      <h1 tabIndex={-1}>{title}</h1>
      {incomplete && <Incomplete title={incomplete.title} reasons={incomplete.reasons} />}
      <Contents parts={parts} />
      {parts.map((part, index) => {
        if (part.kind !== 'list') return <ContentPartView key={index} part={part} />;
        const list = lists.find(({ id }) => id === part.list);
        return list && list.rows.length > 0 && <FirstRows key={index} list={list} />;
      })}
    </main>
  );
}

/** A page that is no report of a scan: its parts on the first page, and a tab for each list. */
export function ContentApp({ content }: { readonly content: PageContent }): VNode {
  const route = useRoute();
  const list = content.lists.find(({ id }) => id === route.page);
  const tabs: readonly Tab[] = [
    { page: 'overview', label: 'Overview', count: null },
    ...content.lists.map(({ id, title, rows }) => ({ page: id, label: title, count: rows.length })),
  ];
  return (
    <Frame
      route={route}
      tabs={tabs}
      current={list?.id ?? 'overview'}
      gaps={content.incomplete && addressOf('overview')}
    >
      {list ? (
        <ListPage
          key={list.id}
          title={list.title}
          kind={kindOf(list)}
          rows={list.rows}
          route={route}
          {...(list.note === '' ? {} : { note: `, ${list.note}` })}
        />
      ) : (
        <FirstPage content={content} />
      )}
    </Frame>
  );
}
