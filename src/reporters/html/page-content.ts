/*
 * What a page that is no report of a scan shows: the answers of `where`, `sweep report` and their like. A command says what to show,
 * `html-report/content/` shows it with the components of the report. Strings are raw: `contentPage` escapes them.
 */

/** Number that leads somewhere, with a note below it. */
export interface Tile {
  readonly name: string;
  readonly value: number;
  readonly note: string;
  /** Id of the list that it counts; null: it leads nowhere. */
  readonly list: string | null;
}

/** Colour of a part or a line: a severity, or neither good nor bad. */
export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'unknown' | 'plain';

export interface TrendLine {
  readonly name: string;
  readonly tone: Tone;
  /** The oldest first. */
  readonly values: readonly number[];
}

/** A part of the first page, under its title. A part without content is left out. */
export type ContentPart =
  | { readonly kind: 'tiles'; readonly title: null; readonly tiles: readonly Tile[] }
  /** A whole and its parts. */
  | {
      readonly kind: 'bar';
      readonly title: string;
      readonly parts: readonly { readonly label: string; readonly tone: Tone; readonly size: number }[];
    }
  /** Numbers over time. `from` and `to` name the first and the last moment. */
  | {
      readonly kind: 'trend';
      readonly title: string;
      readonly from: string;
      readonly to: string;
      readonly lines: readonly TrendLine[];
    }
  /** Names with their values; several values stand one a line. */
  | {
      readonly kind: 'facts';
      readonly title: string;
      readonly facts: readonly (readonly [name: string, value: string | readonly string[]])[];
    }
  | { readonly kind: 'lines'; readonly title: string; readonly lines: readonly string[] }
  /** All rows, written out for reading and for paper. Cells with several values stand one a line. */
  | {
      readonly kind: 'table';
      readonly title: string;
      /** What the rows are, in a sentence or two; what their words mean, a line each. */
      readonly lead: readonly string[];
      readonly columns: readonly ContentColumn[];
      /** A cell for each column. */
      readonly rows: readonly (readonly (string | number | readonly string[])[])[];
      /** Said where there is no row. */
      readonly none: string;
    }
  /** The first rows of a list, by its id, with the way to all. */
  | { readonly kind: 'list'; readonly title: null; readonly list: string };

/** `severity`: one of the model's · `name`: what a row is about, exactly one column · `code`: in letters of one width. */
export type ContentColumnKind = 'severity' | 'name' | 'code' | 'text' | 'number';

export interface ContentColumn {
  /** Unique in its list; a key of exported JSON. */
  readonly id: string;
  readonly title: string;
  readonly kind: ContentColumnKind;
  /** Rows can be picked by its values. */
  readonly isFilter?: boolean;
  /** Shown only where there is room: in the list's own tab, on a wide screen. */
  readonly isDetail?: boolean;
}

/** Rows that can be searched, filtered, sorted and exported: a tab of their own. */
export interface ContentList {
  /** In addresses: letters. */
  readonly id: string;
  readonly title: string;
  /** `findings` */
  readonly noun: string;
  /** After how many rows there are: `the worst 1,000 of 2,100`; '' for nothing. */
  readonly note: string;
  readonly columns: readonly ContentColumn[];
  /** A cell for each column. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface PageContent {
  /** The answer in a sentence. */
  readonly title: string;
  /** Above it: what the page is about. */
  readonly over: string;
  /** Said before anything else: what was not seen is not clean. */
  readonly incomplete: { readonly title: string; readonly reasons: readonly string[] } | null;
  readonly parts: readonly ContentPart[];
  readonly lists: readonly ContentList[];
}
