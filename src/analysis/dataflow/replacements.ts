import type { AnyNode } from 'acorn';

/** A class of all characters but harmless ones: letters, digits, `_`, `-` and space. */
const ALL_BUT_HARMLESS = /^\[\^(?:\\[wds-]|[a-zA-Z0-9_ -])+\]\+?$/;

/** The pattern of which a call replaces every match; null if code does not show it, or only the first one is replaced. */
export function replacedPattern(node: AnyNode | undefined): string | null {
  if (node?.type !== 'Literal') return null;
  if (typeof node.value === 'string') return null;
  return node.regex?.flags.includes('g') ? node.regex.pattern : null;
}

/** Whether replacing a pattern leaves harmless characters alone. */
export function stripsAllBut(pattern: string): boolean {
  return ALL_BUT_HARMLESS.test(pattern);
}
