import type { ScannedFile } from './scanned-file.js';
import { hasPlace, placesOf, windowsAround, type Window } from './windows.js';

interface Keywords {
  readonly keywords: readonly string[];
  readonly second: readonly string[];
  /** Keywords are whole names: `Function` is not in `isFunction`. */
  readonly names: boolean;
}

/** The text around those of the first keywords that have one of the second near. */
function nearWindows({ keywords, second, names }: Keywords, file: ScannedFile): readonly Window[] {
  return windowsAround(file, keywords, names).filter((window) =>
    second.some((keyword) => hasPlace(placesOf(file, keyword, names), window)),
  );
}

/** Whether one of the second keywords is near one of the first. */
export function areNear(keywords: Keywords, file: ScannedFile): boolean {
  return keywords.second.length > 0 && nearWindows(keywords, file).length > 0;
}

/** What follows a name that code uses: its arguments or a member, also through brackets and blanks. Prose has names, too. */
const USE = /(?:\s|\/\*[^*]{0,80}\*\/){0,80}\)?\s{0,80}(?:\(|\[|\?\.|\.[\w$])/y;

function isUsed(text: string, keyword: string, at: number): boolean {
  // Only code is written with escapes, or has more than a name in its keyword.
  if (!text.startsWith(keyword, at) || !/[\w$]$/.test(keyword)) return true;
  USE.lastIndex = at + keyword.length;
  return USE.test(text);
}

/** Places of keywords; of names those where they are used. */
function usesOf({ keywords, names }: Keywords, file: ScannedFile): readonly (readonly number[])[] {
  const text = file.text();
  return keywords.map((keyword) => {
    const places = placesOf(file, keyword, names);
    return names ? places.filter((at) => isUsed(text, keyword, at)) : places;
  });
}

/** Whether one of the first keywords, with one of the second near it where there are such, stands in what does not parse. */
export function areUnread(words: Keywords, file: ScannedFile): boolean {
  const unread = file.unread();
  if (unread.length === 0) return false;
  const { keywords, second, names } = words;
  const windows = second.length > 0 ? nearWindows(words, file) : windowsAround(file, keywords, names);
  const places = usesOf(words, file);
  return windows.some((window) =>
    unread.some(({ start, end }) => {
      const inside = { start: Math.max(start, window.start), end: Math.min(end, window.end) };
      return places.some((found) => hasPlace(found, inside));
    }),
  );
}
