import type { CallName } from '../model/index.js';
import { MEMBER, type OutsideToken } from './flow/value.js';

/** A name of members, in its parts. */
export interface MemberPattern {
  readonly module: string;
  /** Names of the members; `()` is what a call gives. */
  readonly path: readonly string[];
  /** Whether only the last names are given. */
  readonly isOpen: boolean;
}

/** `a{b,c}d` → `abd`, `acd`. */
export function alternatives(name: string): string[] {
  const [, before, inner, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(name) ?? [];
  if (before === undefined || inner === undefined || after === undefined) return [name];
  const ends = alternatives(after);
  return inner.split(',').flatMap((each) => ends.map((end) => before + each + end));
}

export function parseName(name: string): MemberPattern {
  const colon = name.indexOf(':');
  const module = colon < 0 ? '' : name.slice(0, colon);
  const path = name
    .slice(colon + 1)
    .replaceAll('()', '.()')
    .split('.')
    .filter((part) => part !== '');
  const isOpen = path[0] === '**';
  return { module, path: isOpen ? path.slice(1) : path, isOpen };
}

interface Row<Value> {
  readonly pattern: MemberPattern;
  readonly value: Value;
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Functions by the names that rules give them. */
export class MemberTable<Value> {
  private readonly byModule = new Map<string, Row<Value>[]>();
  /** The same by module and last name: a pattern ends as the names do that it fits. */
  private readonly byEnd = new Map<string, Map<string, Row<Value>[]>>();

  add(names: readonly CallName[], value: Value): void {
    for (const name of names.flatMap(alternatives)) {
      const pattern = parseName(name);
      const row = { pattern, value };
      const byEnd = this.byEnd.get(pattern.module) ?? new Map<string, Row<Value>[]>();
      this.byEnd.set(pattern.module, byEnd);
      addTo(this.byModule, pattern.module, row);
      addTo(byEnd, pattern.path.at(-1) ?? '', row);
    }
  }

  get isEmpty(): boolean {
    return this.byModule.size === 0;
  }

  get modules(): Iterable<string> {
    return this.byModule.keys();
  }

  /** The names of a module's members. */
  patternsOf(module: string): MemberPattern[] {
    return (this.byModule.get(module) ?? []).map(({ pattern }) => pattern);
  }

  find({ module, path }: OutsideToken): Value[] {
    const byEnd = this.byEnd.get(module);
    if (!byEnd) return [];
    const names = path.includes('default') ? path.filter((name) => name !== 'default') : path;
    return names[0]?.startsWith(MEMBER) === true ? findSpelled(byEnd, names) : findNamed(byEnd, names);
  }

  /** Whether a name goes on behind a call of this member: `WebSocket().send`. */
  knowsResult({ module, path }: OutsideToken): boolean {
    const called = [...path, '()'];
    return (this.byModule.get(module) ?? []).some(
      ({ pattern }) =>
        !pattern.isOpen &&
        pattern.path.length > called.length &&
        called.every((name, at) => name === pattern.path[at]),
    );
  }

  /** What rules say of members of a package that a bundle gave names of its own. */
  findUnnamed({ module, path }: OutsideToken): Value[] {
    const isUnnamed = path.length === 1 && path[0]?.startsWith(MEMBER);
    const known = isUnnamed ? this.byModule.get(module) : undefined;
    return known?.flatMap(({ pattern, value }) => (pattern.path.length === 1 ? [value] : [])) ?? [];
  }
}

/**
 * The names that a member of a package may have. Where a bundle holds the package, its first name is the bundle's own: of the member, of the
 * package's exports, or of a function that gives these.
 */
function spellings(names: readonly string[]): (readonly string[])[] {
  const [first, ...rest] = names;
  if (!first?.startsWith(MEMBER)) return [names];
  const exports = rest[0] === '()' ? [rest, rest.slice(1)] : [rest];
  return [[first.slice(MEMBER.length), ...rest], ...exports];
}

/** What rows say of a name. A pattern without names fits all of a module's members. */
function findNamed<Value>(
  byEnd: ReadonlyMap<string, readonly Row<Value>[]>,
  names: readonly string[],
): Value[] {
  const found: Value[] = [];
  const end = names.at(-1) ?? '';
  for (const { pattern, value } of byEnd.get(end) ?? []) if (fits(pattern, names)) found.push(value);
  if (end === '') return found;
  for (const { pattern, value } of byEnd.get('') ?? []) if (fits(pattern, names)) found.push(value);
  return found;
}

/** The same for a name that a bundle may have given. */
function findSpelled<Value>(
  byEnd: ReadonlyMap<string, readonly Row<Value>[]>,
  names: readonly string[],
): Value[] {
  const ways = spellings(names);
  const ends = new Set([...ways.map((each) => each.at(-1) ?? ''), '']);
  const known = [...ends].flatMap((end) => byEnd.get(end) ?? []);
  return known.flatMap(({ pattern, value }) => (ways.some((each) => fits(pattern, each)) ? [value] : []));
}

function fits({ path, isOpen }: MemberPattern, names: readonly string[]): boolean {
  const skipped = names.length - path.length;
  if (skipped < 0 || (skipped > 0 && !isOpen)) return false;
  // From the end: names differ there sooner.
  for (let at = path.length - 1; at >= 0; at -= 1) if (path[at] !== names[skipped + at]) return false;
  return true;
}

/** The members that names tell, without more about them. */
export function memberSet(names: readonly CallName[]): MemberTable<true> {
  const table = new MemberTable<true>();
  table.add(names, true);
  return table;
}

/** Members that are texts. */
export function memberTexts(texts: Readonly<Record<CallName, string>>): MemberTable<string> {
  const table = new MemberTable<string>();
  for (const [name, text] of Object.entries(texts)) table.add([name], text);
  return table;
}

/** What is known of some calls, by the functions that they name. */
export function callTable<Known extends { readonly call: readonly CallName[] }>(
  all: readonly Known[],
): MemberTable<Known> {
  const table = new MemberTable<Known>();
  for (const known of all) table.add(known.call, known);
  return table;
}
