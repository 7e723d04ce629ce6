import type { Problem } from '../model/index.js';

/** A value of a parsed file as an object, or null. Its keys are scanned text: read them only through `field`. */
export function recordOf(value: unknown): object | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** Own property `name` of a parsed value; undefined when missing. Safe for scanned names (`constructor`, `__proto__`). */
export function field(value: unknown, name: string): unknown {
  const record = recordOf(value);
  return record && Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined;
}

/** The value at a path of property names. */
export function fieldAt(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce((inner, name) => field(inner, name), value);
}

export function entriesOf(value: unknown): [string, unknown][] {
  const record = recordOf(value);
  return record ? Object.entries(record) : [];
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The non-empty strings of a list. */
export function stringsOf(value: unknown): string[] {
  return itemsOf(value).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** The content of a configuration file, or the problem of reading it. */
export type Parsed =
  | { readonly data: unknown; readonly problem?: undefined }
  | { readonly problem: Problem; readonly data?: undefined };

/** @param line 1-based, null when unknown. */
export function malformed(path: string, what: string, line: number | null): Problem {
  const where = line === null ? path : `${path} (line ${line})`;
  return { code: 'malformed', path, message: `${where} ${what}`, affectsCompleteness: true };
}

/** Line of a parse error. The engine gives the position only in some messages. */
function lineOfError(text: string, error: unknown): number | null {
  const message = error instanceof Error ? error.message : '';
  const position = message.startsWith('Unexpected end')
    ? text.length
    : /position (\d{1,12})/.exec(message)?.[1];
  return position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
}

/** Parses a JSON file. @param path as the Problem names it. */
export function parseJson(text: string, path: string): Parsed {
  try {
    return { data: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch (error) {
    return { problem: malformed(path, 'is not valid JSON.', lineOfError(text, error)) };
  }
}
