import type { ScannedFile } from './scanned-file.js';
import { windowsAround } from './windows.js';

interface Keywords {
  readonly keywords: readonly string[];
  readonly second: readonly string[];
  /** Keywords are names of what is called: `Function(` is not in `isFunction(`. */
  readonly names: boolean;
}

/** Whether one of the second keywords is near one of the first. */
export function areNear({ keywords, second, names }: Keywords, file: ScannedFile): boolean {
  if (second.length === 0) return false;
  const text = file.text();
  return windowsAround(file, keywords, names).some(({ start, end }) => {
    const near = text.slice(start, end);
    return second.some((keyword) => near.indexOf(keyword) >= 0);
  });
}
