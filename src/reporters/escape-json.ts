import { cutJsonStrings } from './cut-json-strings.js';
import { UNSEEN } from './escape-terminal.js';

/** Detects, in a third of the time, most texts that need no escape. */
const MAY_BE_UNSEEN = /[^\n -~]/;

/**
 * Escapes invisible characters of a JSON text with JSON's own escapes. The document stays the same and is safe to
 * print. Very long strings are cut. Keeps line feeds.
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
