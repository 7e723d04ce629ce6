import type { ScannedFile } from '../match/scanned-file.js';
import { placesOf, type Window } from '../match/windows.js';

/** Behind a keyword: the rest of a name, and what gives it a value. A type of TypeScript or Python may stand between. */
const GETS =
  /[\w$.-]{0,60}["']?\]?\s{0,5}(?::\s{0,3}(?:str|string)\s{0,3})?(?:=>|[:=,]|\|\||\?\?)\s{0,5}["'`]?[^\s"'`]{6}/y;
/** Characters of a name before a keyword. */
const BEFORE = 30;
/** Characters of a value. */
const AFTER = 1_100;

/** The surroundings of the keywords in a file that are part of a name which gets a value, merged where they overlap, in order. */
export function assignedWindows(file: ScannedFile, keywords: readonly string[]): readonly Window[] {
  const text = file.text();
  const windows: Window[] = [];
  const places = keywords.flatMap((keyword) =>
    placesOf(file, keyword, false).map((at) => ({ at, end: at + keyword.length })),
  );
  for (const { at, end } of places.sort((a, b) => a.at - b.at)) {
    GETS.lastIndex = end;
    if (!GETS.test(text)) continue;
    const window = { start: Math.max(0, at - BEFORE), end: Math.min(text.length, end + AFTER) };
    const last = windows.at(-1);
    if (last && window.start <= last.end)
      windows[windows.length - 1] = { start: last.start, end: window.end };
    else windows.push(window);
  }
  return windows;
}
