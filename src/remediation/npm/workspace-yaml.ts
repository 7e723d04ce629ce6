import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, parse, parseDocument, type Pair, type YAMLMap } from 'yaml';

type Entry = Pair;

function mapIn(text: string): YAMLMap | null {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && isMap(contents) && !contents.flow ? contents : null;
}

function isEmpty(text: string): boolean {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && contents === null;
}

function entryOf({ items }: YAMLMap, key: string): Entry | undefined {
  return items.find((item) => isScalar(item.key) && item.key.value === key);
}

/** The value of a key in a map of a YAML text; undefined when there is none. */
export function yamlValue(text: string, [field, key]: readonly [string, string]): unknown {
  const map = mapIn(text)?.get(field, true);
  return isMap(map) ? map.get(key) : undefined;
}

/** The entries of a map in a YAML text; undefined when there is no such map. */
export function yamlEntries(text: string, field: string): Readonly<Record<string, unknown>> | undefined {
  const map = mapIn(text)?.get(field, true);
  if (!isMap(map)) return undefined;
  const keys = map.items.flatMap(({ key }) =>
    isScalar(key) && typeof key.value === 'string' ? key.value : [],
  );
  return Object.fromEntries(keys.map((key) => [key, map.get(key)]));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The line ending of a text. */
function breakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The end of the line around a position, before its line ending. */
function lineEnd(text: string, at: number): number {
  return at + text.slice(at).search(/\r?\n|$/);
}

function spliced(text: string, [start, end]: readonly [number, number], part: string): string {
  return text.slice(0, start) + part + text.slice(end);
}

/** Appends an entry to a map, indented as the first entry. */
function withEntry(text: string, { items }: YAMLMap, line: string): string | null {
  const [first, last] = [items[0]?.key, items.at(-1)?.value];
  if (!isScalar(first) || !first.range || !isScalar(last) || !last.range) return null;
  if (last.type?.startsWith('BLOCK')) return null;
  const [start] = first.range;
  const indent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const end = lineEnd(text, last.range[1]);
  return indent.trim() === '' ? spliced(text, [end, end], `${breakOf(text)}${indent}${line}`) : null;
}

function lineOf(key: string, value: string): string {
  return `${quoted(key)}: ${quoted(value)}`;
}

function withValue(text: string, map: YAMLMap, [key, value]: readonly [string, string]): string | null {
  const there = entryOf(map, key)?.value;
  if (there === undefined) return withEntry(text, map, lineOf(key, value));
  return isScalar(there) && there.range
    ? spliced(text, [there.range[0], there.range[1]], quoted(value))
    : null;
}

function changed(text: string, [field, key]: readonly [string, string], value: string): string | null {
  const root = mapIn(text);
  if (!root && !isEmpty(text)) return null;
  const entry = root ? entryOf(root, field) : undefined;
  const end = breakOf(text);
  if (!entry) return `${text}${/[^\n]$/.test(text) ? end : ''}${field}:${end}  ${lineOf(key, value)}${end}`;
  return isMap(entry.value) && !entry.value.flow ? withValue(text, entry.value, [key, value]) : null;
}

/** The root map of a YAML text; null when the text is invalid or its root is not a map. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const fields: unknown = parse(text) ?? {};
    return typeof fields === 'object' ? { ...fields } : null;
  } catch {
    return null;
  }
}

/**
 * Sets a string at a key of a map in a YAML text and leaves all other text unchanged.
 * @returns null when the layout of the text or of the map requires a manual edit.
 */
export function withYamlString(text: string, place: readonly [string, string], value: string): string | null {
  const result = changed(text, place, value);
  const [before, after] = [fieldsOf(text), fieldsOf(result ?? '')];
  const [field, key] = place;
  const there = before?.[field];
  // Block scalars, document ends and the like may absorb the inserted line.
  return before && isDeepStrictEqual(after, { ...before, [field]: { ...Object(there), [key]: value } })
    ? result
    : null;
}
