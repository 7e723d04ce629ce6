import { escapeTerminal } from '../escape-terminal.js';

/**
 * A field that neither ends early nor is taken for a formula by a spreadsheet.
 * https://www.rfc-editor.org/rfc/rfc4180, https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvField(value: string): string {
  const prefix = /^\s*[=+\-@\t\r|%]/.test(value) ? "'" : '';
  const shown = prefix + escapeTerminal(value);
  return /[",;'\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
