import type { Finding } from '../model/index.js';

/** A reference that may be made a link: plain https, nothing that any format could read as its own syntax; else null. */
export function safeLink(reference: string): string | null {
  return /^https:\/\/[\w.-]+(?:\/[\w.\-~%/]*)?(?:\?[\w.\-~%/=]*)?(?:#[\w.\-~%/=]*)?$/.test(reference) &&
    URL.canParse(reference)
    ? reference
    : null;
}

/** Links that a format's entry gets, and the longest one, in characters: what Security Hub takes. */
const MAX_LINKS = 16;
const MAX_URL = 512;

/** The references of a finding that may be made links. */
export function linksOf({ references }: Finding): string[] {
  const links = references.flatMap((reference) => safeLink(reference) ?? []);
  return [...new Set(links)].filter(({ length }) => length <= MAX_URL).slice(0, MAX_LINKS);
}
