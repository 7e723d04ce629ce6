import type { AnyNode } from 'acorn';
import { PartText, Reference, UNKNOWN, type Value } from './value.js';

/** Characters of the shortest text that is written out: of shorter ones, most are separators. */
export const SHORTEST = 2;

/** A text in code: a decoded one stays a text that something decodes. */
export function literal(text: string, isDecoded: boolean): string {
  return isDecoded ? `unescape(${JSON.stringify(text.replaceAll('%', '%25'))})` : JSON.stringify(text);
}

/** A text whose characters are written as codes, `'\x68\x74'`, in plain characters; undefined of other nodes. */
export function spelledOut(node: AnyNode): string | undefined {
  if (node.type !== 'Literal' || typeof node.value !== 'string') return undefined;
  return /\\(?:x[\da-f]{2}|u00[2-7])/i.test(node.raw ?? '') ? JSON.stringify(node.value) : undefined;
}

function partCode({ parts }: PartText): string {
  return parts.map((part) => (part === UNKNOWN ? 'undefined' : JSON.stringify(part))).join('+');
}

function isWord(part: PartText['parts'][number]): boolean {
  return typeof part === 'string' && /\w{3}/.test(part);
}

/** A value in code; nothing of one that says nothing. */
export function codeOf(value: Value): readonly string[] {
  if (typeof value === 'string') return value.length >= SHORTEST ? [JSON.stringify(value)] : [];
  if (value instanceof PartText) return value.parts.some(isWord) ? [partCode(value)] : [];
  return value instanceof Reference && /[[(]/.test(value.code) ? [value.code] : [];
}
