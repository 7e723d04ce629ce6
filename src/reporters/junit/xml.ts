import { escapeTerminal } from '../escape-terminal.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Scanned text as XML 1.0 character data or attribute value; U+FFFE and U+FFFF are no characters there. */
export function xmlText(text: string): string {
  return escapeTerminal(text)
    .replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '')
    .replaceAll('\ufffe', '\\u{fffe}')
    .replaceAll('\uffff', '\\u{ffff}');
}

/** Attributes with a blank before each. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? value : xmlText(value)}"`)
    .join('');
}
