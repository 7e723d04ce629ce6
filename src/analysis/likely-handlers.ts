/** Usual names of a handler's file. */
const LIKELY = /(?:^|\/)(?:index|handler|main|lambda|app)\.[cm]?js$/;

export function isLikelyHandler(path: string): boolean {
  return LIKELY.test(path);
}

/** Own scripts of an artifact, usual handlers first. */
export function likelyFirst(own: readonly string[]): string[] {
  return [...own.filter(isLikelyHandler), ...own.filter((path) => !isLikelyHandler(path))];
}
