import type { parse as parseType } from 'smol-toml';
import { isFields, type Fields } from '../ecosystems/index.js';

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function fieldsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

let parse: typeof parseType | null = null;

/** Loads the library that reads TOML: scans without such lockfiles do without it. */
export async function loadToml(): Promise<void> {
  parse ??= (await import('smol-toml')).parse;
}

/** Tables of a lockfile in TOML; null when it cannot be read. Numbers beyond what a double holds are no mistake. `loadToml` comes first. */
export function parseToml(source: string): Fields | null {
  if (!parse) throw new Error('TOML is read before loadToml().');
  try {
    const document: unknown = parse(source, { integersAsBigInt: 'asNeeded' });
    return isFields(document) ? document : null;
  } catch {
    return null;
  }
}

/** The list of packages of a lockfile in TOML; null where it cannot be read. @param field `package`, `packages` */
export function tomlEntries(source: string, field: string): readonly Fields[] | null {
  const document = parseToml(source);
  if (!document) return null;
  const list = document[field];
  const isEmpty = list === undefined && Object.keys(document).length > 0;
  return Array.isArray(list) || isEmpty ? fieldsIn(list) : null;
}
