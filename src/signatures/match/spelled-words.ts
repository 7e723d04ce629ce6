import { isNoCall, isPlainCall } from './harmless-uses.js';
import type { ScannedFile } from './scanned-file.js';

/** What may stand between two characters of a string and is no part of it: an escaped end of the line. */
const CONTINUED = String.raw`(?:\\(?:\r\n|[\n\r\u2028\u2029]))*`;

/** Every spelling of a character in names and strings of JavaScript: https://tc39.es/ecma262/#sec-literals-string-literals */
function spellingsOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  const plain = /\w/.test(character) ? character : `\\${character}`;
  const caseless = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return String.raw`(?:\\?${plain}|\\x${caseless}|\\u00${caseless}|\\u\{0*${caseless}\}|\\${code.toString(8)})`;
}

interface Spelling {
  readonly plain: RegExp;
  readonly any: RegExp;
}

const spellings = new Map<string, Spelling>();

/** The spellings of a word of a rule: ASCII letters, digits, `$` and `_`. */
function spellingOf(word: string): Spelling {
  const known = spellings.get(word);
  if (known) return known;
  const whole = (source: string): RegExp => new RegExp(String.raw`(?<![\w$])${source}(?![\w$])`, 'g');
  const made = {
    plain: whole(word.replaceAll('$', String.raw`\$`)),
    any: whole(Array.from(word, spellingsOf).join(CONTINUED)),
  };
  spellings.set(word, made);
  return made;
}

/** What a use of a name has to be: any, that of something called, or called with more than plain strings and numbers. */
export type WantedUse = 'any' | 'call' | 'open call';

const usesOfFile = new WeakMap<ScannedFile, Map<string, boolean>>();

function searchUse(text: string, word: string, wanted: WantedUse): boolean {
  const { plain, any } = spellingOf(word);
  for (const { 0: seen, index } of text.matchAll(text.includes('\\') ? any : plain)) {
    const use = { start: index, end: index + seen.length };
    if (wanted === 'any' || seen !== word) return true;
    if (!isNoCall(text, use) && !(wanted === 'open call' && isPlainCall(text, use))) return true;
  }
  return false;
}

/** Whether a word stands in a file as a name or in a string, however it is spelled. Many rules have the same words. */
function holdsWord(file: ScannedFile, word: string, wanted: WantedUse): boolean {
  const known = usesOfFile.get(file) ?? new Map<string, boolean>();
  usesOfFile.set(file, known);
  const key = `${word} ${wanted}`;
  const isThere = known.get(key) ?? searchUse(file.text(), word, wanted);
  known.set(key, isThere);
  return isThere;
}

/**
 * Whether a file may call a dotted name, with or without `*.` in front, by its words. No part of a name is composed of several
 * texts (`nameOf`): where one is missing, nothing in the file has this name. Costs a hundredth of parsing the file.
 */
export function mayCall(file: ScannedFile, name: string, wanted: WantedUse): boolean {
  const words = name.split(/[^\w$]+/).filter((word) => word !== '');
  return words.every((word, index) => holdsWord(file, word, index === words.length - 1 ? wanted : 'any'));
}
