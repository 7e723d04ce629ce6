import { limitOf } from '../../files/index.js';
import { field, itemsOf } from '../../templates/index.js';

/** One key of a reference, `["service"]` or `[0]`. */
const KEY = /\[(\d{1,9}|"(?:[^"\\]|\\.)*")\]/y;

/** The keys that a reference of json-cycle names, `$["service"]["functions"][0]`; null for other values. https://github.com/douglascrockford/JSON-js/blob/master/cycle.js */
function keysOf(value: unknown): (string | number)[] | null {
  const written = field(value, '$ref');
  if (typeof written !== 'string' || !written.startsWith('$') || Object.keys(value as object).length > 1)
    return null;
  const keys: (string | number)[] = [];
  KEY.lastIndex = 1;
  while (KEY.lastIndex < written.length) {
    const key = KEY.exec(written)?.[1];
    if (key === undefined) return null;
    try {
      keys.push(JSON.parse(key) as string | number);
    } catch {
      return null;
    }
  }
  return keys;
}

function valueAt(root: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof key === 'number' ? itemsOf(inner)[key] : field(inner, key)),
    root,
  );
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** How many values of a value were looked at, `most` at most, and whether none of them is a reference. */
function countPlain(value: unknown, most: number): { readonly count: number; readonly isPlain: boolean } {
  const waiting = [value];
  let count = 0;
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    count += 1;
    if (count > most || keysOf(one)) return { count, isPlain: false };
    waiting.push(...childrenOf(one));
  }
  return { count, isPlain: true };
}

/**
 * Puts the values in place of references to them, below `part` of `root`: the framework writes a value that stands in several places
 * of its state once. A reference to a value that has references itself stays, as do those beyond the limit: they may have no end.
 */
export function resolveReferences(part: unknown, root: unknown): void {
  let left = limitOf('template-values');
  const waiting = [part];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    for (const [key, value] of Object.entries(one)) {
      const keys = keysOf(value);
      if (!keys) {
        waiting.push(value);
        continue;
      }
      const target = valueAt(root, keys);
      if (target === undefined) continue;
      const { count, isPlain } = countPlain(target, left);
      left -= count;
      if (!isPlain) continue;
      // Not by assignment, which would change the prototype for a key `__proto__`.
      Reflect.defineProperty(one, key, {
        value: target,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
  }
}
