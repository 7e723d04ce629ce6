import type { ScannedFile } from './scanned-file.js';
import { windowsAround, type Window } from './windows.js';

interface Keywords {
  readonly keywords: readonly string[];
  readonly second: readonly string[];
  /** Keywords are names of callees: `Function(` is not in `isFunction(`. */
  readonly names: boolean;
}

/** The text around those of the first keywords that have one of the second near. */
function nearWindows({ keywords, second, names }: Keywords, file: ScannedFile): readonly Window[] {
  const text = file.text();
  return windowsAround(file, keywords, names).filter(({ start, end }) => {
    const near = text.slice(start, end);
    return second.some((keyword) => near.indexOf(keyword) >= 0);
  });
}

/** Whether one of the second keywords is near one of the first. */
export function areNear(keywords: Keywords, file: ScannedFile): boolean {
  return keywords.second.length > 0 && nearWindows(keywords, file).length > 0;
}

/** Whether one of the first keywords (near one of the second, if there are any) is in text that does not parse. */
export function areUnread(words: Keywords, file: ScannedFile): boolean {
  const unread = file.unread();
  if (unread.length === 0) return false;
  const { keywords, second, names } = words;
  const windows = second.length > 0 ? nearWindows(words, file) : windowsAround(file, keywords, names);
  const text = file.text();
  return windows.some((window) =>
    unread.some(({ start, end }) => {
      const inside = text.slice(Math.max(start, window.start), Math.min(end, window.end));
      return keywords.some((keyword) => inside.indexOf(keyword) >= 0);
    }),
  );
}
