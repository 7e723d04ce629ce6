import type { AnyNode, Program } from 'acorn';
import { beginsAsData, beginsAsScript, readScript, walkNodes } from '../syntax/index.js';

/** Identifiers through which code affects anything outside of itself. */
const REACHING: ReadonlySet<string> = new Set(['module', 'exports', 'process', 'global', 'globalThis']);
/** Matches any text that could call, import, export or reach something. Escapes match as well, because they may spell any name. */
const SIGN = new RegExp(String.raw`[(\`\\]|\b(?:import|export|${[...REACHING].join('|')})\b`);

/** Syntax nodes through which a script has an effect on other code. */
const ACTING: ReadonlySet<string> = new Set<AnyNode['type']>([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportDeclaration',
  'ImportExpression',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
]);

function isReachingName(node: AnyNode): boolean {
  return node.type === 'Identifier' && REACHING.has(node.name);
}

function acts(program: Program): boolean {
  for (const each of walkNodes(program)) {
    const node = each as AnyNode;
    if (ACTING.has(node.type)) return true;
    if (node.type === 'MemberExpression' && isReachingName(node.object)) return true;
  }
  return false;
}

/** First characters of JSON. */
const JSON_START = /^\s*[[{"\d-]/;

/** Whether a text is JSON, which is data however it is loaded. */
function isJson(text: string): boolean {
  if (!JSON_START.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of the start that are decoded first. A character has three bytes at most, and this is more than `beginsAsScript` reads. */
const HEAD_BYTES = 8192;
const decoder = new TextDecoder();

/** Whether the start of a file contains a NUL, which no text does. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, HEAD_BYTES).includes(0);
}

/** Whether a text has no effect when it runs. Costs much less than parsing it. */
function isInert(text: string): boolean {
  return !SIGN.test(text) || isJson(text);
}

/** Bytes of the very start, which suffice to recognise most data. */
const FIRST_BYTES = 128;
/** Minimum number of characters among these bytes, so that the deciding token is not cut off. */
const LEAST_SHOWN = 100;

/** Bounds of the bytes that can begin a multi-byte character in UTF-8. */
const FIRST_LEAD = 0xc2;
const LAST_LEAD = 0xf4;
/** What stands in the two highest bits of each further byte of a character. */
const CONTINUES = 0b10;

/** Whether bytes begin a character of more than one byte in UTF-8. Others are decoded to a sign that no script begins with. */
function beginsCharacter(lead: number, next: number): boolean {
  return lead >= FIRST_LEAD && lead <= LAST_LEAD && next >> 6 === CONTINUES;
}

/**
 * Whether the very first bytes show that a file is data, whatever refers to it: most pictures, pages and JSON files. No
 * script in any syntax begins so. The bytes are not decoded, because decoding costs more than the rest of the check.
 */
function isDataAtOnce(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, FIRST_BYTES);
  const latin = Buffer.from(start.buffer, start.byteOffset, start.length).toString('latin1');
  const first = latin.replace(/^[\t-\r ]+/, '');
  const byte = first.charCodeAt(0);
  if (byte >= 0x80) return !beginsCharacter(byte, first.charCodeAt(1));
  return first.length >= LEAST_SHOWN && !first.startsWith('export') && beginsAsData(first);
}

export interface HeadFacts {
  /** Whether something refers to the file as a script. Text that does not parse then counts as one: its syntax may be newer than the parser. */
  readonly isNamed?: boolean;
  /** Bytes of the whole file. If the head is the whole file, all of it is judged. */
  readonly size?: number;
}

/** Whether a file can be a script, judged by its first characters. The cost does not depend on the file's size. */
export function mayBeScript(
  bytes: Uint8Array,
  { isNamed = false, size = Infinity }: HeadFacts = {},
): boolean {
  if (isDataAtOnce(bytes)) return false;
  const head = decoder.decode(bytes.subarray(0, HEAD_BYTES));
  if (size <= Math.min(bytes.length, HEAD_BYTES) && isInert(head)) return false;
  if (beginsAsScript(head)) return true;
  return isNamed && !isBinary(bytes);
}

/**
 * Kind of a file by its content. `script`: it parses, and it calls, imports or exports something, or reaches `process`,
 * `module` and the like. `data`: it has no effect when it runs. `unknown`: it does not parse. Node cannot run it
 * either, unless its syntax is newer than the parser.
 */
export type ContentKind = 'script' | 'data' | 'unknown';

/**
 * Classifies by its content a file whose name is not a script's. Decodes UTF-8, as Node does for scripts.
 * @param isNamed see `HeadFacts`. If false, text with a start that no script has is data.
 */
export function contentKind(bytes: Uint8Array, isNamed = false): ContentKind {
  if (!isNamed && beginsAsData(decoder.decode(bytes.subarray(0, HEAD_BYTES)))) return 'data';
  return isBinary(bytes) && !mayBeScript(bytes) ? 'data' : kindOfText(decoder.decode(bytes));
}

function kindOfText(text: string): ContentKind {
  if (isInert(text)) return 'data';
  const program = beginsAsScript(text) ? readScript(text) : 'malformed';
  if (typeof program !== 'string') return acts(program) ? 'script' : 'data';
  return program === 'too-large' ? 'script' : 'unknown';
}
