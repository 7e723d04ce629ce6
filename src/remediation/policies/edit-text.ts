import { applyEdits, modify } from 'jsonc-parser';
import { isMap, isScalar, parseDocument, stringify, type Pair, type YAMLMap } from 'yaml';

/** A change of a template. */
export interface TextEdit {
  readonly path: readonly string[];
  /** Undefined: the property is removed. */
  readonly value: unknown;
  /** Lines of a comment on it; JSON has none. */
  readonly comments: readonly string[];
}

/** Where a property is, or would be, in a YAML text. */
interface Place {
  readonly map: YAMLMap;
  readonly pair: Pair | null;
  /** Keys below it that are not there yet. */
  readonly rest: readonly string[];
}

function pairOf(map: YAMLMap, key: string): Pair | null {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) ?? null;
}

/** @returns null if something on the way is no map in lines of its own. */
function placeOf(root: unknown, [key = '', ...rest]: readonly string[]): Place | null {
  if (!isMap(root) || root.flow) return null;
  const pair = pairOf(root, key);
  if (pair === null || rest.length === 0)
    return { map: root, pair, rest: pair === null ? [key, ...rest] : [key] };
  return placeOf(pair.value, rest);
}

function startOf({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

/** End of a property without the space and line breaks behind it. */
function endOf(text: string, pair: Pair): number {
  const { value } = pair;
  const range = (value as { range?: readonly number[] | null } | null)?.range;
  const end = range?.[1] ?? text.indexOf(':', startOf(pair)) + 1;
  return startOf(pair) + text.slice(startOf(pair), end).trimEnd().length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** A property in lines, with the indentation of its map. The first line has none: the text has it. */
function lines(key: string, { value, comments }: TextEdit, indent: number): string {
  const space = ' '.repeat(indent);
  const body = stringify(value, { lineWidth: 0 }).replaceAll(
    /Version: 2012-10-17$/gm,
    "Version: '2012-10-17'",
  );
  const inner = [...comments.map((line) => `# ${line}`), ...body.trimEnd().split('\n')];
  return [`${key}:`, ...inner.map((line) => `${space}  ${line}`)].join('\n');
}

/** Nests a value below keys that are not there yet. */
function nested(keys: readonly string[], value: unknown): unknown {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

function withoutPair(text: string, pair: Pair): string {
  const start = lineStart(text, startOf(pair));
  const end = text.indexOf('\n', endOf(text, pair));
  return text.slice(0, start) + (end < 0 ? '' : text.slice(end + 1));
}

/** @returns null if the text has to be edited by hand there. */
function editYaml(text: string, edit: TextEdit): string | null {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const place = document.errors.length > 0 ? null : placeOf(document.contents, edit.path);
  if (!place) return null;
  const { map, pair, rest } = place;
  const [key = '', ...below] = rest;
  if (edit.value === undefined) return pair ? withoutPair(text, pair) : text;
  const last = map.items.at(-1);
  if (!last) return null;
  const start = startOf(pair ?? last);
  const written = lines(key, { ...edit, value: nested(below, edit.value) }, start - lineStart(text, start));
  if (pair) return text.slice(0, start) + written + text.slice(endOf(text, pair));
  const end = endOf(text, last);
  const indent = text.slice(lineStart(text, start), start);
  // A comment behind the last value stays on its line.
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  return `${text.slice(0, lineEnd)}\n${indent}${written}${text.slice(lineEnd)}`;
}

function editJson(text: string, { path, value }: TextEdit): string {
  const indentation = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.length,
    eol: '\n',
  };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

/**
 * Changes a property of a JSON or YAML text. The rest of the text stays as it is, byte for byte.
 * @returns null if the text has to be edited by hand there: it is broken, or written on one line.
 */
export function editText(text: string, edit: TextEdit): string | null {
  return text.trimStart().startsWith('{') ? editJson(text, edit) : editYaml(text, edit);
}
