import type { RecordList } from '../record.js';

/** A list of the record, or those of its rows whose `key` has one of `values`. */
export interface FieldChoice {
  readonly list: RecordList;
  /** Absent: all rows. */
  readonly key?: string;
  readonly values?: readonly string[];
}

export interface Answer {
  readonly field: FieldChoice;
  /** What the field shows about the requirement. `{code}` stands for the code that was examined. */
  readonly says: string;
}

export interface Control {
  /** Its number in the framework. */
  readonly id: string;
  /** What it is about, in words of our own. */
  readonly about: string;
  readonly answers: readonly Answer[];
  /** What this record does not show, so that an auditor asks for it elsewhere. */
  readonly notAnswered: string;
}

export interface Framework {
  readonly name: string;
  readonly controls: readonly Control[];
}

/** Findings of some kinds. */
export function findingsOfKind(...values: readonly string[]): FieldChoice {
  return { list: 'findings', key: 'kind', values };
}
