import type { VNode } from 'preact';
import type { ListKind } from './columns.js';
import { rowsAsCsv, rowsAsJson, saveText } from './export-rows.js';

interface ExportProps<Row> {
  readonly kind: ListKind<Row>;
  /** Those that search and filters leave, in their order. */
  readonly rows: readonly Row[];
}

/** Buttons that save what a list shows. */
export function ExportButtons<Row>({ kind: { noun, fields }, rows }: ExportProps<Row>): VNode {
  const name = `stowaway-${noun.replaceAll(' ', '-')}`;
  return (
    <span class="exports">
      <button
        type="button"
        aria-label={`Save these ${noun} as CSV`}
        onClick={() => saveText(`${name}.csv`, rowsAsCsv(rows, fields), 'text/csv')}
      >
        CSV
      </button>
      <button
        type="button"
        aria-label={`Save these ${noun} as JSON`}
        onClick={() => saveText(`${name}.json`, rowsAsJson(rows, fields), 'application/json')}
      >
        JSON
      </button>
    </span>
  );
}
