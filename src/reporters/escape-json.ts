import { cutJsonStrings } from './cut-json-strings.js';
import { UNSEEN } from './escape-terminal.js';

/** Of most texts this says in a third of the time that there is nothing to escape. */
const MAY_BE_UNSEEN = /[^\n -~]/;

/**
 * The same characters of a JSON text as JSON's own escapes: the same document, safe to print, but for strings that nobody reads,
 * which are cut. Keeps line feeds.
 */
export function escapeJson(written: string): string {
  const json = cutJsonStrings(written);
  if (!MAY_BE_UNSEEN.test(json)) return json;
  return json.replace(UNSEEN, (char) =>
    char === '\n'
      ? char
      : char
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
