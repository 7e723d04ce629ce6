import { takesOut } from './taken-signs.js';

/** The characters that rules can list under `escapes`. `a`, `e` and `t` stand for letters: a text that lacks them has no names of code. */
const SIGNS = ['/', '<', '\n', ';', '"', '*', '(', "'", ' ', '[', 'a', 'e', 't'];

/** A check has shown that the text lacks these characters. */
export type LackingKind = `lacks:${string}`;

/** Parts of a pattern: a class, an escape, a group's beginning, or one sign. */
const PART = /\[(?:\\.|[^\]\\])*\]|\\.|\(\?(?:<\w+>|P<\w+>|:)|[^]/g;
/** Characters of a pattern that match no character of the text. */
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

/** The characters that no text contains if an anchored pattern matches it; null: none of them. */
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

/** The characters that a text lacks if a pattern finds nothing in it. */
export function lackingWithout(pattern: string): LackingKind | null {
  return kindOf(SIGNS.filter((sign) => takesOut(pattern, sign)));
}

/** The character that a text lacks if it does not contain another text. */
export function lackingText(text: string): LackingKind | null {
  return kindOf(SIGNS.filter((sign) => sign === text));
}

/** Whether a check has shown that all of these characters are missing. */
export function lacksAll(kind: string, signs: string): boolean {
  return kind.startsWith('lacks:') && Array.from(signs).every((sign) => kind.includes(sign, 6));
}

/** Whether a pattern finds `..` wherever it stands. */
export function findsUp(pattern: string): boolean {
  return takesOut(pattern, '.') || pattern.split('|').some((way) => /^\(?\\\.(?:\\\.|\{2\})\)?$/.test(way));
}
