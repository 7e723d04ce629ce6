import type { RE2JS } from 're2js';
import { lineAt, shorten, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import { windowsAround } from './windows.js';

/** Matches looked at per file and pattern; what is counted (`atLeast`) is below it. */
const MAX_MATCHES = 1000;
/** Matches that become evidence. */
const MAX_HITS = 3;

export interface TextQuery {
  readonly pattern: RE2JS;
  readonly keywords: readonly string[];
  readonly atLeast: number;
}

/** Matches of a pattern near a rule's keywords, or none when there are fewer different ones than asked for. */
export function matchText(file: ScannedFile, { pattern, keywords, atLeast }: TextQuery): readonly Hit[] {
  const text = file.text();
  const distinct = new Map<string, number>();
  let looked = 0;
  for (const { start, end } of windowsAround(text, keywords)) {
    const matcher = pattern.matcher(text.slice(start, end));
    while (looked < MAX_MATCHES && distinct.size < Math.max(atLeast, MAX_HITS) && matcher.find()) {
      looked += 1;
      const seen = matcher.group() ?? '';
      if (!distinct.has(seen)) distinct.set(seen, start + matcher.start());
    }
  }
  if (distinct.size < atLeast) return [];
  return [...distinct].slice(0, MAX_HITS).map(([seen, offset]) => ({
    path: file.path,
    offset,
    line: lineAt(text, offset),
    detail: shorten(seen),
  }));
}
