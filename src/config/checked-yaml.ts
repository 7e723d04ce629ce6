import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { ZodType } from 'zod';
import { ScanError } from '../model/index.js';

/** A YAML file that the user wrote, and its schema. */
export interface WantedYaml<Data> {
  /** Its name in messages. */
  readonly name: string;
  /** `configuration` … */
  readonly what: string;
  readonly schema: ZodType<Data>;
  /** What to do when it is invalid. */
  readonly hint: string;
  /** Hints for keys that users may expect and that do not exist on purpose. */
  readonly advice: ReadonlyMap<string, string>;
}

/** The line of a value, or that of the nearest thing around it. */
export type LineOf = (path: readonly PropertyKey[]) => number;

/** Mistakes reported at once; with more, the documentation helps better. */
const MAX_MISTAKES = 10;

type Issue = NonNullable<ReturnType<ZodType['safeParse']>['error']>['issues'][number];

interface Source extends Omit<WantedYaml<unknown>, 'schema'> {
  readonly document: Document;
  readonly lines: LineCounter;
}

function rangeOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

/** Where a key stands in a map; 0 when it is not there. */
function offsetOfKey(map: unknown, key: unknown): number {
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return rangeOf(pair?.key);
}

/** The line of a value, or that of the nearest thing around it. */
function lineOf({ document, lines }: Source, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const at = path.slice(0, length);
    const parent = length === 1 ? document.contents : document.getIn(at.slice(0, -1), true);
    const offset = offsetOfKey(parent, at.at(-1)) || rangeOf(document.getIn(at, true));
    if (offset > 0) return lines.linePos(offset).line;
  }
  return 1;
}

/** `ignore[0].reason` */
function pathWords(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function words(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `is one of ${issue.values.map(String).join(', ')}`;
  return issue.code === 'invalid_type' ? `is not of type ${issue.expected}` : issue.message;
}

/** `stowaway.config.yaml:4: failOn.severity is one of critical, high …` */
function mistakesOf(issue: Issue, source: Source): string[] {
  const { path } = issue;
  const place = (at: readonly PropertyKey[]): string => `${source.name}:${lineOf(source, at)}`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const name = pathWords([...path, key]);
      return `${place([...path, key])}: ${name} ${source.advice.get(name) ?? 'is not a known key'}.`;
    });
  }
  return [`${place(path)}: ${pathWords(path) || 'The file'} ${words(issue)}.`];
}

type About = Pick<WantedYaml<unknown>, 'name' | 'what' | 'hint'>;

function wrong({ what, hint }: About, mistakes: readonly string[], cause?: unknown): ScanError {
  const shown = mistakes.slice(0, MAX_MISTAKES);
  const rest = mistakes.length - shown.length;
  const more = rest > 0 ? `\nand ${rest} more` : '';
  return new ScanError('config', `The ${what} cannot be used.\n${shown.join('\n')}${more}`, { hint, cause });
}

/** Parses JSON as YAML, because every JSON text is YAML: one parser gives the lines of both. */
function parse(text: string, about: About) {
  const { name } = about;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw wrong(
      about,
      document.errors.map(({ message, pos }) => `${name}:${lines.linePos(pos[0]).line}: ${message}`),
    );
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 }) ?? {};
    return { document, lines, value };
  } catch (cause) {
    throw wrong(about, [`${name}:1: Its aliases cannot be resolved.`], cause);
  }
}

/**
 * Reads YAML, or JSON, that the user wrote.
 * @throws ScanError `config` that names file, line and reason of every mistake.
 */
export function readCheckedYaml<Data>(
  text: string,
  { schema, ...wanted }: WantedYaml<Data>,
): { readonly data: Data; readonly lineOf: LineOf } {
  const { value, ...parsed } = parse(text, wanted);
  const source: Source = { ...wanted, ...parsed };
  const { data, error } = schema.safeParse(value, { reportInput: true });
  if (error)
    throw wrong(
      wanted,
      error.issues.flatMap((issue) => mistakesOf(issue, source)),
    );
  return { data, lineOf: (path) => lineOf(source, path) };
}
