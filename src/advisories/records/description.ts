import type { OsvRecord } from './schema.js';

/** What a record says for people. Texts of others: they are shown, and never part of what is shipped. */
export interface AdvisoryDescription {
  readonly summary: string;
  /** Markdown. */
  readonly details: string;
  readonly references: readonly string[];
  /** Names of finders and others. */
  readonly credits: readonly string[];
}

/** Longer texts are cut. In UTF-16 units. */
const MAX_SUMMARY = 500;
const MAX_DETAILS = 6000;
const MAX_LISTED = 40;
const MAX_ITEM = 500;

function cut(text: string | null | undefined, longest: number): string {
  const whole = (text ?? '').trim();
  return whole.length <= longest ? whole : `${whole.slice(0, longest).toWellFormed()}…`;
}

function shortOnes(items: readonly string[]): string[] {
  return [...new Set(items)].filter(({ length }) => length > 0 && length <= MAX_ITEM).slice(0, MAX_LISTED);
}

/** The description of a record; null when it has none. */
export function descriptionOf({
  summary,
  details,
  references,
  credits,
}: OsvRecord): AdvisoryDescription | null {
  const found = {
    summary: cut(summary, MAX_SUMMARY),
    details: cut(details, MAX_DETAILS),
    references: shortOnes((references ?? []).map(({ url }) => url)),
    credits: shortOnes((credits ?? []).map(({ name }) => name)),
  };
  return Object.values(found).every(({ length }) => length === 0) ? null : found;
}
