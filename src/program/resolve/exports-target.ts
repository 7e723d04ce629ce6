import { isFields } from '../../ecosystems/index.js';

/** A target without pattern: a path that begins with `./`, or for `imports` a specifier. */
type Target = string;

/** `./a*b` of a pattern with its match. */
interface Entry {
  readonly value: unknown;
  readonly match: string;
}

function firstOf(values: readonly unknown[], conditions: ReadonlySet<string>): Target | null {
  for (const each of values) {
    const target = targetOf(each, conditions);
    if (typeof target === 'string') return target;
  }
  return null;
}

/** The first target that is taken under some conditions; undefined if none is, null if it is forbidden. */
function targetOf(value: unknown, conditions: ReadonlySet<string>): Target | null | undefined {
  if (typeof value === 'string' || value === null) return value;
  if (Array.isArray(value)) return firstOf(value, conditions);
  const taken = isFields(value) ? Object.entries(value) : [];
  for (const [condition, inner] of taken) {
    const isTaken = condition === 'default' || conditions.has(condition);
    const target = isTaken ? targetOf(inner, conditions) : undefined;
    if (target !== undefined) return target;
  }
  return undefined;
}

/** The start and the end of a pattern; null for a key that is none. Folders such as `./lib/` were mapped as a whole before Node 17. */
function patternOf(key: string): readonly [before: string, after: string] | null {
  const star = key.indexOf('*');
  if (star >= 0) return [key.slice(0, star), key.slice(star + 1)];
  return key.endsWith('/') ? [key, ''] : null;
}

/** The entry of a subpath: the exact one, else the pattern with the longest start. */
function entryOf(entries: Readonly<Record<string, unknown>>, subpath: string): Entry | null {
  if (Object.hasOwn(entries, subpath) && !subpath.includes('*'))
    return { value: entries[subpath], match: '' };
  const patterns = Object.entries(entries).flatMap(([key, value]) => {
    const [before, after] = patternOf(key) ?? [];
    if (before === undefined || after === undefined) return [];
    const isFitting =
      subpath.startsWith(before) && subpath.endsWith(after) && subpath.length >= before.length + after.length;
    const match = subpath.slice(before.length, subpath.length - after.length);
    return isFitting ? [{ value, match, start: before.length }] : [];
  });
  const [best] = patterns.sort((a, b) => b.start - a.start);
  return best ?? null;
}

/** Whether the keys of `exports` are conditions, and not subpaths. */
function isSugar(value: unknown): boolean {
  return !isFields(value) || !Object.keys(value).some((key) => key.startsWith('.'));
}

/** The entry that a field has for a subpath: `exports` may be the target of the package itself. */
function entryIn(field: unknown, subpath: string): Entry | null {
  const isTarget = !subpath.startsWith('#') && isSugar(field);
  if (isTarget) return subpath === '.' ? { value: field, match: '' } : null;
  return isFields(field) ? entryOf(field, subpath) : null;
}

/**
 * The target of a subpath in a manifest's `exports` or `imports`; null if it has none.
 * https://nodejs.org/api/esm.html#resolution-algorithm-specification
 * @param subpath `.`, `./file` or `#name`.
 */
export function exportsTarget(
  field: unknown,
  subpath: string,
  conditions: ReadonlySet<string>,
): string | null {
  const entry = entryIn(field, subpath);
  const target = entry && targetOf(entry.value, conditions);
  if (!entry || typeof target !== 'string') return null;
  return target.endsWith('/') ? target + entry.match : target.replaceAll('*', () => entry.match);
}
