import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * The difference between two texts in the format of `diff -u` and `patch`; '' when they are equal.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, options);
}
