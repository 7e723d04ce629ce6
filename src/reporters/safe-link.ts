/** A reference that may be made a link: plain https, nothing that any format could read as its own syntax; else null. */
export function safeLink(reference: string): string | null {
  return /^https:\/\/[\w.-]+(?:\/[\w.\-~%/]*)?(?:\?[\w.\-~%/=]*)?(?:#[\w.\-~%/=]*)?$/.test(reference) &&
    URL.canParse(reference)
    ? reference
    : null;
}
