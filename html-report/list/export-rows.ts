import { csvField } from '../../src/reporters/csv/csv-field.js';
import type { Field } from './columns.js';

type Value = ReturnType<Field<never>['valueOf']>;

function csvText(value: Value): string {
  if (value === null) return '';
  // A number is none of the formulas that a text is kept from being.
  if (typeof value === 'number') return String(value);
  return csvField(typeof value === 'object' ? value.join(' ') : String(value));
}

/** Rows as CSV, a line each. https://www.rfc-editor.org/rfc/rfc4180 */
export function rowsAsCsv<Row>(rows: readonly Row[], fields: readonly Field<Row>[]): string {
  const lines = rows.map((row) => fields.map(({ valueOf }) => csvText(valueOf(row))).join(','));
  return `${[fields.map(({ id }) => id).join(','), ...lines].join('\n')}\n`;
}

/** Rows as a JSON array, an object each. */
export function rowsAsJson<Row>(rows: readonly Row[], fields: readonly Field<Row>[]): string {
  const objects = rows.map((row) => Object.fromEntries(fields.map(({ id, valueOf }) => [id, valueOf(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Hands a text to the browser as a file: nothing leaves the page but into the reader's own folder. */
export function saveText(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
