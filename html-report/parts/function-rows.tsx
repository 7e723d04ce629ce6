import type { VNode } from 'preact';
import { FUNCTIONS } from '../kinds/function-kind.js';
import { usedColumns } from '../list/columns.js';
import { RowList } from '../list/row-list.js';
import { number } from '../report/amounts.js';
import type { FunctionView } from '../report/model.js';
import { Section } from './section.js';

/** The functions that a page is about. */
export function FunctionRows({
  title,
  functions,
  address,
}: {
  readonly title: string;
  readonly functions: readonly FunctionView[];
  readonly address: string;
}): VNode {
  return (
    <Section title={title} note={number(functions.length)}>
      {functions.length === 0 ? (
        <p class="muted">None in this report.</p>
      ) : (
        <RowList
          rows={functions}
          columns={usedColumns(FUNCTIONS.columns, functions)}
          addressOf={FUNCTIONS.addressOf}
          label={title}
          address={address}
        />
      )}
    </Section>
  );
}
