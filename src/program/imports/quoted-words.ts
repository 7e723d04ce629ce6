/** A text in quotes that has the form of a package's specifier: `pg`, `@scope/name/file`. Each repetition is bounded, so that the search is linear. */
const QUOTED =
  /(?<quote>["'`])(?<word>(?:@[\w.~-]{1,100}\/)?[\w~-][\w.~-]{0,213}(?:\/[\w.~/-]{1,200})?)\k<quote>/g;

/** A path or a pattern of paths in quotes. */
const QUOTED_PATH = /(?<quote>["'`])(?<path>(?:\.{1,2}|[\w.-]{1,100})\/[^"'`\\\s$]{1,300})\k<quote>/g;

/** A word of a text that is no script. */
const WORD = /(?:@[\w.~-]{1,100}\/)?[\w~-][\w.~-]{0,213}/g;

function groupsOf(text: string, pattern: RegExp, group: string): Set<string> {
  return new Set(Array.from(text.matchAll(pattern), ({ groups }) => groups?.[group] ?? ''));
}

/** Texts in quotes that may be specifiers of packages, in comments and other strings, too: rather too many than too few. */
export function quotedWords(text: string): Set<string> {
  return groupsOf(text, QUOTED, 'word');
}

/** Relative paths, and patterns of such, in quotes. */
export function quotedPaths(text: string): ReadonlySet<string> {
  return groupsOf(text, QUOTED_PATH, 'path');
}

/** All words of a text that is no script, such as a configuration. */
export function plainWords(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(WORD), ([word]) => word));
}
