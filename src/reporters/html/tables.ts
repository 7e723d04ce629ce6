import { escapeTerminal } from '../escape-terminal.js';
import type { EvidenceRow, PlaceRow, RemediationRow, RuleRow, Text, TextList } from './page-data.js';

/** Values, each once, by the order in which they were first met. */
class Table<Value> {
  readonly values: Value[] = [];
  private readonly indexes = new Map<string, number>();

  /**
   * @param key identifies a value.
   * @param make called for the first occurrence of a value.
   */
  indexOf(key: string, make: () => Value): number {
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.indexes.set(key, this.values.length);
    return this.values.push(make()) - 1;
  }
}

/** The tables that rows point into. */
export class Tables {
  readonly rules = new Table<RuleRow>();
  readonly remediations = new Table<RemediationRow>();
  readonly places = new Table<readonly PlaceRow[]>();
  readonly evidence = new Table<readonly EvidenceRow[]>();
  readonly lists = new Table<readonly Text[]>();
  /** As they are shown: nothing invisible, nothing longer than anyone reads. */
  readonly strings = new Table<string>();

  text(value: string | null): Text {
    return value === null ? -1 : this.strings.indexOf(value, () => escapeTerminal(value));
  }

  list(values: readonly string[]): TextList {
    return rowIndex(
      this.lists,
      values.map((value) => this.text(value)),
    );
  }
}

/** Index of a row, identified by its content. */
export function rowIndex<Row extends readonly unknown[]>(table: Table<Row>, row: Row): number {
  return table.indexOf(row.length === 0 ? '' : JSON.stringify(row), () => row);
}
