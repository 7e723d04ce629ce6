import type { ScannedFile } from './scanned-file.js';
import { hasPlace, placesOf, windowsAround, type Window } from './windows.js';

interface Keywords {
  readonly keywords: readonly string[];
  readonly second: readonly string[];
  /** Keywords are whole names: `Function` is not in `isFunction`. */
  readonly names: boolean;
}

/** The text around each of the first keywords that has one of the second keywords near. */
function nearWindows({ keywords, second, names }: Keywords, file: ScannedFile): readonly Window[] {
  return windowsAround(file, keywords, names).filter((window) =>
    second.some((keyword) => hasPlace(placesOf(file, keyword, names), window)),
  );
}

/** Whether one of the second keywords is near one of the first. */
export function areNear(keywords: Keywords, file: ScannedFile): boolean {
  return keywords.second.length > 0 && nearWindows(keywords, file).length > 0;
}

/** Text behind a name that code uses: arguments or a member, also behind brackets and blanks. Names in prose have none. */
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

/** Whether one of the first keywords, near one of the second (if there are any), stands in text that does not parse. */
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
