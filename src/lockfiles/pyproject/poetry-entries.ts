import { isFields, type Fields } from '../../ecosystems/index.js';
import type { LockEntry } from '../lock-entries.js';
import { fieldsIn, text } from '../toml-lock.js';

// https://python-poetry.org/docs/dependency-specification/

/** A version without an operator allows this one only, as `==` does. */
const EXACT = /^(?:={1,3}\s*)?(v?\d[\w.!+-]*)$/;
/** Keys of dependencies that come from no index. */
const ELSEWHERE = ['git', 'path', 'url', 'file'];
const COMPARISON = /^(<=?|>=?|==|!=)\s*(\d[\d.]*)$/;

/** The condition of a range of releases of Python; one that is written in another way stays undecided. */
function pythonMarker(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      const [, operator, version] = COMPARISON.exec(part) ?? [];
      return operator === undefined ? part : `python_version ${operator} '${version}'`;
    })
    .join(' and ');
}

/** The condition of a dependency; null if it always applies. */
function markerOf(fields: Fields): string | null {
  const [marker, python] = [text(fields['markers']), text(fields['python'])];
  const parts = [
    ...(marker === null ? [] : [`(${marker})`]),
    ...(python === null ? [] : [pythonMarker(python)]),
  ];
  return parts.length === 0 ? null : parts.join(' and ');
}

function entryOf(name: string, value: unknown): LockEntry[] {
  if (typeof value === 'string') return entryOf(name, { version: value });
  if (!isFields(value) || value['optional'] === true) return [];
  return [
    {
      name,
      version: EXACT.exec(text(value['version'])?.trim() ?? '')?.[1] ?? null,
      isPrivate: ELSEWHERE.some((key) => value[key] !== undefined),
      marker: markerOf(value),
      dependencies: [],
    },
  ];
}

/** What Poetry's own table requires; Python itself is no package. One name may have a list, an entry for each condition. */
export function poetryEntries(dependencies: Fields): LockEntry[] {
  return Object.entries(dependencies)
    .filter(([name]) => name.toLowerCase() !== 'python')
    .flatMap(([name, value]) =>
      Array.isArray(value) ? fieldsIn(value).flatMap((each) => entryOf(name, each)) : entryOf(name, value),
    );
}
