import type { Matcher, Signature } from '../signature-schema.js';

/** Whether every match of a matcher is a call: its keywords then are names. */
export function wantsNames(matcher: Matcher): boolean {
  if ('any' in matcher) return matcher.any.every(wantsNames);
  return 'tree' in matcher || ('all' in matcher && matcher.all.some(wantsNames));
}

/** The name of a keyword like `eval(`, which stands for a call however it is spelled; null for any other keyword. */
export function calledName(keyword: string): string | null {
  return /[\w$]\($/.test(keyword) ? keyword.slice(0, -1) : null;
}

/** The text to search for in files, for a keyword of a rule. */
export function searchedFor({ match }: Pick<Signature, 'match'>, keyword: string): string {
  return (wantsNames(match) ? calledName(keyword) : null) ?? keyword;
}
