import { lineAt, shorten, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import type { TextPattern } from './text-pattern.js';
import { windowsAround } from './windows.js';

/** Matches looked at per file and pattern; what is counted (`atLeast`) is below it. */
const MAX_MATCHES = 1000;
/** Matches that become evidence. */
const MAX_HITS = 3;
/** Places of matches, where these matter. */
const MAX_PLACES = 64;

export interface TextQuery {
  readonly pattern: TextPattern;
  readonly keywords: readonly string[];
  readonly atLeast: number;
  /** Places of the same text, too. */
  readonly every: boolean;
}

interface Place {
  readonly seen: string;
  readonly offset: number;
}

function* matchesNear(
  file: ScannedFile,
  { keywords, pattern }: Pick<TextQuery, 'keywords' | 'pattern'>,
): Generator<Place> {
  const text = file.text();
  for (const window of windowsAround(file, keywords)) {
    for (const { seen, start } of pattern.matches(text.slice(window.start, window.end)))
      yield { seen, offset: window.start + start };
  }
}

/** Matches of a pattern near a rule's keywords, or none when there are fewer different ones than asked for. */
export function matchText(file: ScannedFile, query: TextQuery): readonly Hit[] {
  const { atLeast, every } = query;
  const text = file.text();
  const distinct = new Set<string>();
  const places: Place[] = [];
  const isEnough = (): boolean =>
    distinct.size >= Math.max(atLeast, every ? 0 : MAX_HITS) && (!every || places.length >= MAX_PLACES);
  let looked = 0;
  for (const { seen, offset } of matchesNear(file, query)) {
    if (every || !distinct.has(seen)) places.push({ seen, offset });
    distinct.add(seen);
    if ((looked += 1) >= MAX_MATCHES || isEnough()) break;
  }
  if (distinct.size < atLeast) return [];
  return places.slice(0, every ? MAX_PLACES : MAX_HITS).map(({ seen, offset }) => ({
    path: file.path,
    offset,
    line: lineAt(text, offset),
    detail: shorten(seen),
  }));
}
