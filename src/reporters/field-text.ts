import { escapeTerminal } from './escape-terminal.js';

/** No field takes a text without a visible character. */
const NOTHING = '-';

function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  // A pair that is cut in two is no character.
  return `${text.slice(0, maxCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A text as a field accepts it: invisible characters escaped, at most `maxCharacters` UTF-16 units, never empty. */
export function fieldText(text: string, maxCharacters: number): string {
  const shown = escapeTerminal(text);
  return shown.trim() === '' ? NOTHING : cut(shown, maxCharacters);
}

/** Sentences, as much of them as a field has room for. */
export function sentencesText(sentences: readonly string[], maxCharacters: number): string {
  const shown = sentences.filter((sentence) => sentence !== '').map(escapeTerminal);
  return cut(shown.join(' '), maxCharacters);
}

/** Named texts as the maps of the format take them; those that are not known are left out. */
export function fieldMap(
  entries: readonly (readonly [string, string | null])[],
  {
    maxPairs,
    maxKey,
    maxValue,
  }: { readonly maxPairs: number; readonly maxKey: number; readonly maxValue: number },
): Record<string, string> {
  const known = entries.filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1].trim() !== '',
  );
  return Object.fromEntries(
    known.slice(0, maxPairs).map(([key, value]) => [fieldText(key, maxKey), fieldText(value, maxValue)]),
  );
}

/** Fields of a text and its most characters; those that are not known are left out. */
export function knownTexts(
  fields: Readonly<Record<string, readonly [text: string | null | undefined, maxCharacters: number]>>,
): Record<string, string> {
  const known = Object.entries(fields).flatMap(([name, [text, maxCharacters]]) =>
    typeof text === 'string' && text !== '' ? [[name, fieldText(text, maxCharacters)] as const] : [],
  );
  return Object.fromEntries(known);
}
