import {
  BEHIND_HOST,
  type CallArguments,
  type JoinedValue,
  type PythonPlace,
  type PythonValue,
} from '../../program/index.js';
import { fieldOf } from '../../syntax/index.js';
import type { PythonNames } from '../call-names.js';
import {
  argumentValues,
  isName,
  nameValue,
  type PythonName,
  textsIn,
  tokenOf,
  trailOf,
  type PythonData,
  type PythonDataSet,
} from '../python-data.js';
import { joinedText, unbegun } from '../texts/text-state.js';
import type { EventPart } from '../event-parts.js';
import type { PythonHit } from '../python-sinks.js';
import type { PythonLimits } from '../schemas/python-limits.js';
import type { PythonEscapes } from './python-checks.js';

/** Parts of a framework's request that hold texts by their names. */
const TEXTS_OF_REQUEST =
  /^(?:args|form|values|headers|cookies|view_args|query_params|uri_params|query|forms|params|GET|POST|COOKIES|query_string_parameters|path_parameters)$/;

type Values = readonly PythonValue[];

interface Ways {
  readonly set: PythonDataSet;
  readonly limits: PythonLimits;
  readonly escapes: PythonEscapes;
}

function textOf({ node, module }: PythonPlace): string {
  return module.text.slice(node.start, node.end);
}

/** Whether each place of a format shows its value as code writes it: `{name!r}`, `%r`. */
function isQuoted(place: PythonPlace): boolean {
  const places = textOf(place).match(/\{[^{}\n]{0,80}\}|%[a-zA-Z]/g) ?? [];
  return places.length > 0 && places.every((each) => /^%r$|![ra]\}$/.test(each));
}

/** Code stores data in a member of another module's object, such as a header of a response. */
interface Stored {
  readonly what: PythonName;
  /** The member's name; `[]` if code stores it by a key: `headers["Location"] = url`. */
  readonly name: string;
  readonly data: readonly PythonData[];
  readonly place: PythonPlace;
}

/** The stored data that a rule forbids there. */
export function storedHits(
  { stores }: PythonNames,
  { what, name, data, place }: Stored,
): readonly PythonHit[] {
  const path = [...what.path, name === '[]' ? keyIn(place) : name];
  return stores
    .find(tokenOf({ module: what.module, path }))
    .flatMap((rule) =>
      data.filter(({ cleared }) => !cleared.has(rule.id)).map((each) => ({ rule, data: each, place })),
    );
}

/** The key that code writes between brackets at the end of an expression: `headers["Location"]`. */
function keyIn(place: PythonPlace): string {
  const [, , key = ''] = /\[\s?(["'])([\w-]{1,80})\1\s?\]$/.exec(textOf(place)) ?? [];
  return key;
}

function operatorOf({ node, module }: PythonPlace): string {
  const operator = fieldOf(node, 'operator');
  return operator ? module.text.slice(operator.start, operator.end) : '';
}

/** Whether an operation gives what two sets have in common. */
function isCommon(place: PythonPlace): boolean {
  return operatorOf(place) === '&';
}

/** Whether an operation puts a path behind another one. */
function isDivided(place: PythonPlace): boolean {
  return operatorOf(place) === '/';
}

/** A field of a record in a format: `{0.name}`, `{order.name!r}`. */
const FIELD = /\{\w{0,40}\.(\w{1,80})/g;
/** Fields that are told apart; where a module names more, all of a record counts. */
const MOST_FIELDS = 256;

const known = new WeakMap<PythonPlace['module'], ReadonlySet<string> | null>();

/** Fields that the formats of a module name; null: too many. */
function fieldsIn(module: PythonPlace['module']): ReadonlySet<string> | null {
  const seen = known.get(module);
  if (seen !== undefined) return seen;
  const fields = new Set<string>();
  for (const [, name = ''] of module.text.matchAll(FIELD)) if (fields.size <= MOST_FIELDS) fields.add(name);
  const found = fields.size > MOST_FIELDS ? null : fields;
  known.set(module, found);
  return found;
}

/** What a format takes of its arguments: of a record, the fields that formats of the module name. */
export function formattedValues(args: CallArguments, { module }: PythonPlace): readonly PythonValue[] {
  const fields = fieldsIn(module);
  return argumentValues(args).flatMap((value): readonly PythonValue[] => {
    if (value.kind !== 'instance' || !fields || fields.size === 0) return [value];
    return [...fields].flatMap((name) => [...(value.unit.attributes.get(name)?.values.values() ?? [])]);
  });
}

/** Parts of data that code in Python reads. */
export class PythonParts {
  private readonly names: PythonNames;
  private readonly ways: Ways;
  private readonly ofHosts: readonly string[];
  /** Rules that do not apply to what `repr` gives. */
  private readonly ofQuotes: readonly string[];

  constructor(names: PythonNames, ways: Ways) {
    this.names = names;
    this.ways = ways;
    const quoting = names.cleans.find(tokenOf({ module: 'builtins', path: ['repr'] }));
    this.ofQuotes = quoting.flatMap((rule) => rule?.id ?? []);
    this.ofHosts = names.rules.filter(({ checks }) => checks.includes('host')).map(({ id }) => id);
  }

  /** A part of a request that a framework gives. */
  ofRequest(name: string): EventPart {
    const { event, other } = this.names.events;
    return (TEXTS_OF_REQUEST.test(name) ? event.part('queryStringParameters') : null) ?? other;
  }

  /** What code joins: data, and a path object of it. */
  joined(
    parts: readonly JoinedValue[],
    place: PythonPlace,
    dataIn: (values: Values) => readonly PythonData[],
  ): Values {
    // `set(names) & ALLOWED`
    if (isCommon(place) && parts.some(({ values }) => dataIn(values).length === 0)) return [];
    // `Path('/data') / name` has the methods of a path.
    const named =
      place.node.type === 'binary_operator' ? parts.flatMap(({ values }) => values).find(isName) : undefined;
    const { module = '', path = [] } = named ? (named.what as PythonName) : {};
    const made = named ? [module, ...path] : [];
    const inText = joinedText(parts.map(({ before }) => before));
    const data = parts.flatMap(({ values, before, isQuoted: isShown = isQuoted(place) }) => {
      const quoted = isShown ? this.ofQuotes : [];
      const cleared = [...(BEHIND_HOST.test(before) ? this.ofHosts : []), ...quoted];
      const { set } = this.ways;
      return dataIn(values).map((each) => {
        const behind = isDivided(place) ? set.as(each, unbegun) : set.behind(each, before);
        return set.after(set.as(behind, inText), place, { cleared, made });
      });
    });
    return named ? [nameValue(module, path), ...data] : data;
  }

  /** A part of data by its name; nothing if only the platform chooses it. */
  read(data: PythonData, name: string, place: PythonPlace): Values {
    const trail = trailOf(data.trail, name);
    if (this.names.trusted.some((each) => `.${trail}`.endsWith(`.${each}`))) return [];
    const part = data.part.part(name);
    if (part === null) return [];
    const made = data.made.length > 0 ? [...data.made, name] : [];
    const [module = '', ...path] = made;
    const cleans = made.length > 0 ? this.names.cleans.find(tokenOf({ module, path })) : [];
    if (cleans.includes(null)) return [];
    const cleared = (part.isSafe ? this.names.rules : cleans).flatMap((rule) => rule?.id ?? []);
    const schema = this.ways.limits.partOf(data, name, place);
    return schema === data.schema
      ? [this.ways.set.after(data, place, { trail, part, made, cleared, schema })]
      : this.ways.limits.limited({ ...data, trail, part, made }, schema, place);
  }

  /** A part of data by a key; an element if the key is not known. */
  item(data: PythonData, keys: Values, place: PythonPlace): Values {
    const names = textsIn(keys);
    if (data.part.isSplit && /\[\s?1\s?\]$/.test(textOf(place))) return this.elements(data, place);
    return names.length === 0
      ? (this.ways.limits.elements(data, place) ?? [
          this.ways.set.after(data, place, { cleared: this.ways.escapes.splitAt(place) }),
        ])
      : names.flatMap((name) => this.read(data, name, place));
  }

  /** The part of a text that was split, by its place. */
  unpacked(data: PythonData, at: number, place: PythonPlace): Values {
    const part = data.part.isSplit ? data.part.part(String(at)) : null;
    return [part ? this.ways.set.after(data, place, { part }) : this.ways.set.make(data)];
  }

  /** The elements of data: it stands for them, unless a schema describes them. */
  elements(data: PythonData, place: PythonPlace): Values {
    const claims = data.part.isSplit ? data.part.part('1') : null;
    if (claims) return [this.ways.set.after(data, place, { part: claims })];
    return this.ways.limits.elements(data, place) ?? [this.ways.set.make(data)];
  }
}
