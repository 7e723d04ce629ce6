import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { FINDING_KINDS, plainGate, ScanError, type AwsPlace, type Gate } from '../model/index.js';
import type { IgnoreRule, Policy } from '../policy/index.js';
import { configSchema, type ConfigFile } from './schema.js';

/** What a configuration file says. */
export interface Config {
  readonly policy: Policy;
  /** Files of VEX statements as they are written: relative to the configuration. */
  readonly vex: readonly string[];
  /** Where functions run of which nothing else says it. */
  readonly aws: AwsPlace;
}

/** Mistakes told at once; who sees more of them reads the documentation first. */
const MAX_MISTAKES = 10;

/** Keys that users may expect and that are not there on purpose. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['failOn.kinds.malware', 'has no level: malware always fails; accept one by its sha256 under ignore'],
]);

type Issue = NonNullable<ReturnType<typeof configSchema.safeParse>['error']>['issues'][number];

interface Source {
  readonly name: string;
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
      return `${place([...path, key])}: ${name} ${ADVICE.get(name) ?? 'is no known key'}.`;
    });
  }
  return [`${place(path)}: ${pathWords(path) || 'The file'} ${words(issue)}.`];
}

function wrong(mistakes: readonly string[], cause?: unknown): ScanError {
  const shown = mistakes.slice(0, MAX_MISTAKES);
  const rest = mistakes.length - shown.length;
  const more = rest > 0 ? `\nand ${rest} more` : '';
  return new ScanError('config', `The configuration cannot be used.\n${shown.join('\n')}${more}`, {
    hint: 'Correct it: schema/config-v1.schema.json of the package names every key and value.',
    cause,
  });
}

/** JSON is read as YAML, of which it is a part: one reader knows the lines of both. */
function parse(text: string, name: string): Source & { readonly value: unknown } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw wrong(
      document.errors.map(({ message, pos }) => `${name}:${lines.linePos(pos[0]).line}: ${message}`),
    );
  }
  try {
    return { name, document, lines, value: document.toJS({ maxAliasCount: 20 }) ?? {} };
  } catch (cause) {
    throw wrong([`${name}:1: Its aliases cannot be resolved.`], cause);
  }
}

function gateIn({
  severity,
  kinds = {},
  kev,
  epss,
  unreachable,
  unexposed,
}: NonNullable<ConfigFile['failOn']>): Gate {
  return {
    ...plainGate(severity),
    kinds: FINDING_KINDS.flatMap((kind) => {
      const level = kind === 'malware' ? undefined : kinds[kind];
      return level === undefined ? [] : [{ kind, severity: level }];
    }),
    kev: kev ?? false,
    epss: epss ?? null,
    unreachable: unreachable ?? null,
    unexposed: unexposed ?? null,
  };
}

function ignoreIn(entry: NonNullable<ConfigFile['ignore']>[number], line: number): IgnoreRule {
  const { id, package: pattern, path, function: fn, sha256 = [], reason, owner, expires } = entry;
  return {
    id: id ?? null,
    package: pattern ?? null,
    path: path ?? null,
    function: fn ?? null,
    sha256: [sha256].flat().map((hash) => hash.toLowerCase()),
    reason,
    owner: owner ?? null,
    expires: expires ?? null,
    line,
  };
}

function policyIn(file: ConfigFile, source: Source): Policy {
  const { failOn = {}, licenses, packages = {}, ignore = [] } = file;
  return {
    source: source.name,
    gate: gateIn(failOn),
    licenses: licenses
      ? { allow: licenses.allow ?? null, deny: licenses.deny ?? [], unknown: licenses.unknown ?? 'report' }
      : null,
    packages: {
      allow: packages.allow ?? null,
      deny: (packages.deny ?? []).map(({ package: pattern, reason = null }) => ({
        package: pattern,
        reason,
      })),
    },
    ignore: ignore.map((entry, at) => ignoreIn(entry, lineOf(source, ['ignore', at]))),
  };
}

/**
 * Reads a configuration, YAML or JSON.
 * @param name what messages call it.
 * @throws ScanError `config` that names file, line and what is wrong of every mistake.
 */
export function readConfig(text: string, name: string): Config {
  const { value, ...source } = parse(text, name);
  const { data, error } = configSchema.safeParse(value, { reportInput: true });
  if (!data) throw wrong((error?.issues ?? []).flatMap((issue) => mistakesOf(issue, source)));
  const { account = null, region = null } = data.aws ?? {};
  return { policy: policyIn(data, source), vex: data.vex ?? [], aws: { account, region } };
}
