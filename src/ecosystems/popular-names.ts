import type { Ecosystem } from './ecosystem.js';

/** The names in a text that separates them by white space. */
function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

const popular = new Map<Ecosystem, ReadonlySet<string>>();

/** Every popular name of an ecosystem; none where it has no list. */
export function popularNamesOf(ecosystem: Ecosystem): ReadonlySet<string> {
  const known = popular.get(ecosystem);
  if (known) return known;
  const { targets = '', known: others = '' } = ecosystem.popularNames ?? {};
  const names = new Set(wordsOf(`${targets} ${others}`));
  popular.set(ecosystem, names);
  return names;
}
