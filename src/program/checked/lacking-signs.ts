import { takesOut } from './taken-signs.js';

/** Signs that have a meaning for a rule (`escapes`). */
const SIGNS = ['/', '<', '\n', ';', '"', '*', '(', "'", ' ', '[', 'a', 'e', 't'];

/** What code has found out of a text that lacks these signs. */
export type LackingKind = `lacks:${string}`;

/** Parts of a pattern: a class, an escape, a group's beginning, or one sign. */
const PART = /\[(?:\\.|[^\]\\])*\]|\\.|\(\?(?:<\w+>|P<\w+>|:)|[^]/g;
/** Signs of patterns that stand for no sign of the text. */
const SYNTAX = /^(?:[()|^$?*+]|\(\?.*)$/s;
/** How often something stands there. */
const TIMES = /\{\d*,?\d*\}/g;

function mayBe(part: string, sign: string): boolean {
  if (SYNTAX.test(part)) return false;
  try {
    return new RegExp(`^${part}$`, 's').test(sign);
  } catch {
    return true;
  }
}

/** Whether a way of a pattern stands beside others without brackets around them. */
function isSplit(parts: readonly string[]): boolean {
  let depth = 0;
  return parts.some((part) => {
    if (part.startsWith('(')) depth += 1;
    else if (part === ')') depth -= 1;
    return part === '|' && depth === 0;
  });
}

function kindOf(signs: readonly string[]): LackingKind | null {
  return signs.length > 0 ? `lacks:${signs.join('')}` : null;
}

/** The signs that no text has which a pattern of whole texts fits; null of none. */
export function lackingInWhole(pattern: string): LackingKind | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.includes('(?=')) return null;
  const parts =
    pattern
      .replace(/\(\?![^()]*\)/g, '')
      .replace(TIMES, '')
      .match(PART) ?? [];
  if (isSplit(parts)) return null;
  return kindOf(SIGNS.filter((sign) => !parts.some((part) => mayBe(part, sign))));
}

/** The signs that no text has in which a pattern finds nothing. */
export function lackingWithout(pattern: string): LackingKind | null {
  return kindOf(SIGNS.filter((sign) => takesOut(pattern, sign)));
}

/** The same of a text in which another one does not stand. */
export function lackingText(text: string): LackingKind | null {
  return kindOf(SIGNS.filter((sign) => sign === text));
}

/** Whether a text lacks all of some signs. */
export function lacksAll(kind: string, signs: string): boolean {
  return kind.startsWith('lacks:') && Array.from(signs).every((sign) => kind.includes(sign, 6));
}

/** Whether a pattern finds `..` wherever it stands. */
export function findsUp(pattern: string): boolean {
  return takesOut(pattern, '.') || pattern.split('|').some((way) => /^\(?\\\.(?:\\\.|\{2\})\)?$/.test(way));
}
