import { firstIndex } from '../../model/index.js';
import { escapedNames, type EscapedName } from '../text/escaped-names.js';
import { isCalled } from '../text/is-called.js';
import { calledName } from './rule-words.js';
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

/** Whether a keyword does not go on before or after a place, as far as it is a name there. */
function isWhole(text: string, at: number, keyword: string): boolean {
  const goesOnBefore = NAME_PART.test(keyword.charAt(0)) && NAME_PART.test(text.charAt(at - 1));
  const end = at + keyword.length;
  return (
    !goesOnBefore && !(NAME_PART.test(keyword.charAt(keyword.length - 1)) && NAME_PART.test(text.charAt(end)))
  );
}

/** Where a name is called. */
function findCalls(file: ScannedFile, name: string): readonly number[] {
  const text = file.text();
  // Only code is written with escapes.
  return findPlaces(file, name, true).filter(
    (at) => !text.startsWith(name, at) || isCalled(text, at + name.length),
  );
}

/** Where a keyword stands in a text, one place behind the end of the other. */
function placesIn(file: ScannedFile, keyword: string): readonly number[] {
  const known = file.foundAt(keyword);
  if (!known) return searchPlaces(file.text(), keyword);
  let end = 0;
  return known.filter((at) => {
    if (at < end) return false;
    end = at + keyword.length;
    return true;
  });
}

function searchPlaces(text: string, keyword: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length))
    places.push(at);
  return places;
}

function findPlaces(file: ScannedFile, keyword: string, names: boolean): readonly number[] {
  const called = names ? calledName(keyword) : null;
  if (called !== null) return findCalls(file, called);
  const all = placesIn(file, keyword);
  if (!names) return all;
  const text = file.text();
  const places = all.filter((at) => isWhole(text, at, keyword));
  const escaped = namesIn(file)
    .filter(({ name }) => name.includes(keyword))
    .map(({ start }) => start);
  return escaped.length === 0 ? places : [...places, ...escaped].sort((a, b) => a - b);
}

interface FilePlaces {
  readonly byKeyword: Map<string, readonly number[]>;
  escaped: readonly EscapedName[] | null;
}

const placesInFile = new WeakMap<ScannedFile, FilePlaces>();

function cacheOf(file: ScannedFile): FilePlaces {
  const known = placesInFile.get(file) ?? { byKeyword: new Map<string, readonly number[]>(), escaped: null };
  placesInFile.set(file, known);
  return known;
}

function namesIn(file: ScannedFile): readonly EscapedName[] {
  const known = cacheOf(file);
  return (known.escaped ??= escapedNames(file.text()));
}

/**
 * Where a keyword stands in a file's text, in order. Many rules have the same keywords: a file is searched once for each.
 * @param names whether a keyword that begins or ends like a name is one there, or is spelled with escapes.
 */
export function placesOf(file: ScannedFile, keyword: string, names: boolean): readonly number[] {
  const { byKeyword } = cacheOf(file);
  const key = names ? `${keyword}\n` : keyword;
  const places = byKeyword.get(key) ?? findPlaces(file, keyword, names);
  byKeyword.set(key, places);
  return places;
}

/** Whether one of some positions, in order, is in a stretch. */
export function hasPlace(places: readonly number[], { start, end }: Window): boolean {
  return (places[firstIndex(0, places.length, (index) => places[index]! >= start)] ?? end) < end;
}

/**
 * The surroundings of keywords in a file's text, merged where they overlap, in order. A short text is one window.
 * @param names whether keywords are whole names.
 */
export function windowsAround(
  file: ScannedFile,
  keywords: readonly string[],
  names = false,
): readonly Window[] {
  const { length } = file.text();
  const isShort = length <= BEFORE + AFTER;
  if (isShort && !names) return [{ start: 0, end: length }];
  const places = keywords.flatMap((keyword) => placesOf(file, keyword, names)).sort((a, b) => a - b);
  if (isShort) return places.length > 0 ? [{ start: 0, end: length }] : [];
  const windows: Window[] = [];
  for (const place of places) {
    const next = { start: Math.max(0, place - BEFORE), end: Math.min(length, place + AFTER) };
    const last = windows.at(-1);
    if (last && next.start <= last.end) windows[windows.length - 1] = { start: last.start, end: next.end };
    else windows.push(next);
  }
  return windows;
}
