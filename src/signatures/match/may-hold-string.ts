import type { TextPattern } from '../text/text-pattern.js';
import type { ScannedFile } from './scanned-file.js';

/** An escape in a string or template: https://tc39.es/ecma262/#prod-EscapeSequence, and octal ones of old scripts. */
const ESCAPE =
  /\\(?:u\{0{0,99}([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|([0-3]?[0-7]{1,2})|(\r\n|[\n\r\u2028\u2029])|([^]))/gi;
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
const LAST_CODE_POINT = 0x10_ffff;

function unescaped(escape: string, ...groups: readonly (string | undefined)[]): string {
  const [braced, four, two, octal, continued, other = ''] = groups;
  const hex = braced ?? four ?? two;
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  if (code <= LAST_CODE_POINT) return String.fromCodePoint(code);
  return continued === undefined ? (CONTROLS.get(other) ?? other) : '';
}

const stringsOfFile = new WeakMap<ScannedFile, string>();

/** A text that contains the value of each string and piece of a template in a file's code, and what stands between them. */
function stringsIn(file: ScannedFile): string {
  const known = stringsOfFile.get(file);
  if (known !== undefined) return known;
  const text = file.text().replace(ESCAPE, unescaped);
  const made = text.includes('\r') ? `${text.replaceAll(/\r\n?/g, '\n')}\n${text}` : text;
  stringsOfFile.set(file, made);
  return made;
}

/** A pattern's source without the edges around it; null where edges are elsewhere, too. */
function withoutEdges(source: string): string | null {
  const inner = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  return /\^|\$|\\[AzZ]/.test(inner.replaceAll('[^', '')) ? null : inner;
}

/** Whether a pattern may match a string of a file's code. Costs a hundredth of parsing the file; true where it cannot be told. */
export function mayHoldString(
  file: ScannedFile,
  source: string,
  pattern: (source: string) => TextPattern,
): boolean {
  const inner = withoutEdges(source);
  return inner === null || pattern(inner).isIn(stringsIn(file));
}
