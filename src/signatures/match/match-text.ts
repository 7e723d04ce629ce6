import { limitOf } from '../../files/index.js';
import { lineAt, MAX_SHOWN, shorten, wantedHits, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import type { TextPattern } from '../text/text-pattern.js';
import { windowsAround } from './windows.js';

export interface TextQuery {
  readonly pattern: TextPattern;
  readonly except: TextPattern | undefined;
  readonly keywords: readonly string[];
  readonly atLeast: number;
  /** Places of the same text, too. */
  readonly every: boolean;
}

interface Place {
  readonly seen: string;
  readonly offset: number;
}

function* matchesNear(file: ScannedFile, { keywords, pattern, except }: TextQuery): Generator<Place> {
  const text = file.text();
  for (const window of windowsAround(file, keywords)) {
    for (const { seen, start } of pattern.matches(text.slice(window.start, window.end)))
      if (!except?.isIn(seen)) yield { seen, offset: window.start + start };
  }
}

/** Matches of a pattern near a rule's keywords, or none when there are fewer different ones than required. */
export function matchText(file: ScannedFile, query: TextQuery): readonly Hit[] {
  const { atLeast, every } = query;
  const text = file.text();
  const distinct = new Set<string>();
  const places: Place[] = [];
  const isEnough = (): boolean =>
    distinct.size >= Math.max(atLeast, every ? 0 : MAX_SHOWN) &&
    (!every || places.length > limitOf('rule-hits'));
  for (const { seen, offset } of matchesNear(file, query)) {
    if (every || !distinct.has(seen)) places.push({ seen, offset });
    distinct.add(seen);
    if (isEnough()) break;
  }
  if (distinct.size < atLeast) return [];
  return wantedHits(file, places, every).map(({ seen, offset }) => ({
    path: file.path,
    offset,
    line: lineAt(text, offset),
    detail: shorten(seen),
  }));
}
