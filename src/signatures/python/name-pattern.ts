/** Names that rules write: `os.system`, `requests.{get,post}`, `*.sendall` (of anything), `httpx.*` (anything in it). */
export type NameTest = (name: string) => boolean;

/** The names that a pattern with braces stands for. */
export function alternativesOf(pattern: string): readonly string[] {
  const [, before = '', inside = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  return inside === ''
    ? [pattern]
    : inside.split(',').flatMap((each) => alternativesOf(before + each + after));
}

function compile(patterns: readonly string[]): NameTest {
  const all = patterns.flatMap(alternativesOf);
  const exact = new Set(all.filter((each) => !each.includes('*')));
  const ends = all.filter((each) => each.startsWith('*')).map((each) => each.slice(1));
  const starts = all.filter((each) => each.endsWith('.*')).map((each) => each.slice(0, -1));
  return (name) =>
    exact.has(name) ||
    ends.some((end) => name.endsWith(end)) ||
    starts.some((start) => name.startsWith(start));
}

const compiled = new WeakMap<readonly string[], NameTest>();

/** A test of names by the patterns of a rule. */
export function nameTest(patterns: readonly string[]): NameTest {
  const known = compiled.get(patterns) ?? compile(patterns);
  compiled.set(patterns, known);
  return known;
}
