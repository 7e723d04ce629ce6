import { ecosystemOf, pypi, type PopularNames } from '../../ecosystems/index.js';
import { stemOf } from './python-stem.js';
import { skeletonOf, squashed } from './skeleton.js';

/** Lists that names are compared with; built once a thread. */
export interface NameLists {
  /** Known names that need no check. */
  readonly known: ReadonlySet<string>;
  /** Scopes of known names: only their owners publish there. */
  readonly scopes: ReadonlySet<string>;
  /** Less known names that package managers trust to run scripts. */
  readonly trusted: ReadonlySet<string>;
  /** Names that are imitated, by first letter and length: see `targetKey`. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** The same by what they look like without separators. */
  readonly targetsBySkeleton: ReadonlyMap<string, string>;
  /** The same by their names without `py` and `python`; empty for other languages. */
  readonly targetsByStem: ReadonlyMap<string, string>;
}

/** `@scope` of a scoped name, null of another. */
export function scopeOf(name: string): string | null {
  const end = name.indexOf('/');
  return name.startsWith('@') && end > 0 ? name.slice(0, end) : null;
}

export function targetKey(firstLetter: string | undefined, length: number): string {
  return `${firstLetter}${length}`;
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** @param isPython whether `py` and `python` in names say nothing. */
export function readNameLists(texts: PopularNames, isPython = false): NameLists {
  const targets = wordsOf(texts.targets);
  const known = new Set([...targets, ...wordsOf(texts.known)]);
  const byStart = new Map<string, string[]>();
  const bySkeleton = new Map<string, string>();
  const byStem = new Map<string, string>();
  for (const name of targets) {
    const start = targetKey(name[0], name.length);
    const same = byStart.get(start);
    if (same) same.push(name);
    else byStart.set(start, [name]);
    const key = squashed(skeletonOf(name));
    // The more popular name comes first; it is the imitated one.
    if (!bySkeleton.has(key)) bySkeleton.set(key, name);
    const stem = isPython ? (stemOf(name) ?? squashed(name)) : null;
    if (stem !== null && !byStem.has(stem)) byStem.set(stem, name);
  }
  return {
    known,
    scopes: new Set([...known].flatMap((name) => scopeOf(name) ?? [])),
    trusted: new Set(wordsOf(texts.trustedScripts)),
    targets: byStart,
    targetsBySkeleton: bySkeleton,
    targetsByStem: byStem,
  };
}

const lists = new Map<string, NameLists | null>();

/** The name lists of an ecosystem, made on first use; null when it has none. */
export function nameListsOf(ecosystem: string): NameLists | null {
  const made = lists.get(ecosystem);
  if (made !== undefined) return made;
  const popular = ecosystemOf(ecosystem)?.popularNames ?? null;
  const own = popular && readNameLists(popular, ecosystem === pypi.name);
  lists.set(ecosystem, own);
  return own;
}
