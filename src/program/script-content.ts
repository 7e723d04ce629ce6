import type { AnyNode, Program } from 'acorn';
import { beginsAsData, beginsAsScript, readScript, walkNodes } from '../syntax/index.js';

/** Names by which code reaches something outside of itself. */
const REACHING: ReadonlySet<string> = new Set(['module', 'exports', 'process', 'global', 'globalThis']);
/** What calls, imports, exports or reaches something has one of these in it, or an escape that may spell any name. */
const SIGN = new RegExp(String.raw`[(\`\\]|\b(?:import|export|${[...REACHING].join('|')})\b`);

/** Nodes by which a script does something to others. */
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

/** Characters that JSON begins with. */
const JSON_START = /^\s*[[{"\d-]/;

/** Whether a text is JSON: data, however it is loaded. */
function isJson(text: string): boolean {
  if (!JSON_START.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of the start that are decoded before all are; a character has three at most, and more of them than `beginsAsScript` looks at. */
const HEAD_BYTES = 8192;
const decoder = new TextDecoder();

/** Whether a file that does not begin as a script is no text: none of these characters is written in any. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, HEAD_BYTES).includes(0);
}

/** Whether all of a text does nothing, whoever runs it. Costs much less than parsing it. */
function isInert(text: string): boolean {
  return !SIGN.test(text) || isJson(text);
}

/** Bytes at the very start, which show of most data that it is no script. */
const FIRST_BYTES = 128;
/** Characters that must be among them: what decides may not end with them. */
const LEAST_SHOWN = 100;

/** Bytes that no character of UTF-8 begins with: those below the first, those above the last. */
const FIRST_LEAD = 0xc2;
const LAST_LEAD = 0xf4;

/**
 * Whether a file is data by its very first bytes, whatever names it: most pictures, pages and JSON files. No syntax lets a script
 * begin so. The bytes are not decoded: that costs more than all else of a look.
 */
function isDataAtOnce(bytes: Uint8Array): boolean {
  const latin = Buffer.from(bytes.subarray(0, FIRST_BYTES)).toString('latin1');
  const first = latin.replace(/^[\t-\r ]+/, '');
  const byte = first.charCodeAt(0);
  if (byte >= 0x80) return byte < FIRST_LEAD || byte > LAST_LEAD;
  return first.length >= LEAST_SHOWN && !first.startsWith('export') && beginsAsData(first);
}

export interface HeadFacts {
  /** Whether text counts that does not parse, as it may have syntax that the parser does not know. */
  readonly isNamed?: boolean;
  /** Bytes of the whole file. A head that is all of a file can be data as a whole. */
  readonly size?: number;
}

/** Whether a file can be a script by its first characters. Costs the same however large it is. */
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
 * What a file is by its content. `script`: it parses, and it calls, imports or exports something, or reaches `process`,
 * `module` and the like. `data`: it does nothing, whoever runs it. `unknown`: it does not parse; Node does not run it either,
 * unless it has syntax that is newer than the parser.
 */
export type ContentKind = 'script' | 'data' | 'unknown';

/**
 * Tells by its content what a file is that no name tells for a script. Read as UTF-8, as Node reads scripts.
 * @param isNamed whether text counts that no script begins with, see `HeadFacts`. Without it such text is data.
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
