import type { ScannedFile } from './scanned-file.js';

/** A stretch of text around places of interest: [start, end) in characters. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** A linear-time matcher reads about 7 MB/s: it is given the surroundings of keywords, not megabytes. */
const BEFORE = 1_000;
const AFTER = 4_000;

const NAME_PART = /[\w$]/;

function findPlaces(text: string, keyword: string, names: boolean): readonly number[] {
  const places: number[] = [];
  const isName = names && NAME_PART.test(keyword.charAt(0));
  for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length)) {
    if (!isName || !NAME_PART.test(text.charAt(at - 1))) places.push(at);
  }
  return places;
}

type PlacesOfKeywords = Map<string, readonly number[]>;

const placesInFile = new WeakMap<ScannedFile, PlacesOfKeywords>();

/** Many rules have the same keywords: a file is searched once for each. */
function placesOf(file: ScannedFile, keyword: string, names: boolean): readonly number[] {
  const known = placesInFile.get(file) ?? new Map<string, readonly number[]>();
  placesInFile.set(file, known);
  const key = names ? `${keyword}\n` : keyword;
  const places = known.get(key) ?? findPlaces(file.text(), keyword, names);
  known.set(key, places);
  return places;
}

/**
 * The surroundings of keywords in a file's text, merged where they overlap, in order. A short text is one window.
 * @param names whether a keyword that starts like a name has to be one from its start, in texts of more than one window.
 */
export function windowsAround(
  file: ScannedFile,
  keywords: readonly string[],
  names = false,
): readonly Window[] {
  const { length } = file.text();
  if (length <= BEFORE + AFTER) return [{ start: 0, end: length }];
  const places = keywords.flatMap((keyword) => placesOf(file, keyword, names)).sort((a, b) => a - b);
  const windows: Window[] = [];
  for (const place of places) {
    const next = { start: Math.max(0, place - BEFORE), end: Math.min(length, place + AFTER) };
    const last = windows.at(-1);
    if (last && next.start <= last.end) windows[windows.length - 1] = { start: last.start, end: next.end };
    else windows.push(next);
  }
  return windows;
}
