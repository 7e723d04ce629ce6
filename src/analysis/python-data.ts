import type { EventPart } from './event-parts.js';
import { behindText, withState } from './texts/text-state.js';
import type { CallArguments, CheckKind, OutsideValue, PythonPlace, PythonValue } from '../program/index.js';

/** Data that somebody outside chooses, at one place of a program in Python. */
export interface PythonData {
  readonly is: 'data';
  /** Rules by which it can do no harm any more. */
  readonly cleared: ReadonlySet<string>;
  readonly place: PythonPlace;
  /** The data that it was made of; null where it enters the program. */
  readonly from: PythonData | null;
  /** The call that made it, module first: `pathlib`, `Path`, `()`; empty if it is not known. */
  readonly made: readonly string[];
  /** The last names by which it was read: `s3.bucket`. */
  readonly trail: string;
  /** The part of an event that it is. */
  readonly part: EventPart;
  /** The schema that it fits; null: none is known. */
  readonly schema: PythonSchema | null;
}

/** What a schema of a library, or checks of the code, let through of data. */
export interface PythonSchema {
  /** The same for schemas that let the same through. */
  readonly key: string;
  /** What is known of what it lets through; null: nothing. */
  readonly kind: CheckKind | null;
  /** The schema of a field. @param name the field's name, or `[]` for elements of a list @returns null if no schema is known */
  part(name: string): PythonSchema | null;
}

/** A member of a module that is not the program's; `()` is what a call gives. */
export interface PythonName {
  readonly is: 'name';
  readonly module: string;
  readonly path: readonly string[];
  /** The name that the resource was given of which it is an object, or a member: `Table('orders')`. */
  readonly given?: PythonValue;
}

/** Names of a trail that are kept. */
const KEPT_NAMES = 4;
/** Names of a path that are kept: longer ones mean nothing to a rule. */
const LONGEST_PATH = 8;
/** Objects inside each other that are looked into. */
const DEEPEST = 3;

export function nameValue(
  module: string,
  path: readonly string[],
  given: PythonValue | null = null,
): PythonValue {
  const kept = path.slice(0, LONGEST_PATH);
  const what: PythonName = { is: 'name', module, path: kept, ...(given && { given }) };
  return { kind: 'outside', key: `name:${[module, ...kept].join('.')}:${given?.key ?? ''}`, what };
}

export function textsIn(values: readonly PythonValue[]): string[] {
  return values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
}

export function environmentValue(name: string): PythonValue {
  return { kind: 'environment', key: `environment:${name}`, name };
}

/** Whether it is `os.environ`. */
export function isEnvironment({ module, path }: Pick<PythonName, 'module' | 'path'>): boolean {
  return module === 'os' && path.length === 1 && path[0] === 'environ';
}

/** Whether it is a function that gives the value of a variable. */
export function readsEnvironment({ module, path }: Pick<PythonName, 'module' | 'path'>): boolean {
  return module === 'os' && /^(?:getenv|environ\.get)$/.test(path.join('.'));
}

export function whatIs({ what }: OutsideValue): PythonData | PythonName {
  return what as PythonData | PythonName;
}

export function trailOf(trail: string, name: string): string {
  return `${trail}.${name}`.split('.').slice(-KEPT_NAMES).join('.');
}

/** Methods of a text that tell something about it, and give nothing of it. */
export const TELLING =
  /^(?:is[a-z]+|startswith|endswith|find|rfind|index|rindex|count|__contains__|__len__|exists|is_file|is_dir)$/;

/** Any keys, at any depth; and objects inside each other that it stands for. */
const ANY_DEPTH = '**';
const DEEPEST_OF_ANY = 6;

/** The values under a path of keys. */
export function valuesAt(values: readonly PythonValue[], path: readonly string[]): readonly PythonValue[] {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  if (name === ANY_DEPTH) return valuesAt([...reachedFrom(values, DEEPEST_OF_ANY)], rest);
  const inner = values.flatMap((value) =>
    value.kind === 'object' ? [...(value.slots.get(name)?.values.values() ?? [])] : [],
  );
  return valuesAt(inner, rest);
}

/** The values of all arguments. */
export function argumentValues({ positional, named }: CallArguments): readonly PythonValue[] {
  return [...positional.flat(), ...[...named.values()].flat()];
}

export function isName(value: PythonValue): value is OutsideValue {
  return value.kind === 'outside' && whatIs(value).is === 'name';
}

/** A name as rules look it up. */
export function tokenOf({ module, path }: Pick<PythonName, 'module' | 'path'>) {
  return { kind: 'outside', module, path } as const;
}

export function isData(value: PythonValue): value is OutsideValue {
  return value.kind === 'outside' && whatIs(value).is === 'data';
}

/** Counts what is looked at, so that hostile code takes no longer than its budget. */
interface Budget {
  readonly isSpent: boolean;
  spend(count: number): void;
}

/** The parts of an object, or of a record: an instance of a class whose body declares types. */
function partsOf(value: PythonValue): Iterable<{ readonly values: ReadonlyMap<string, PythonValue> }> {
  if (value.kind === 'object') return value.slots.values();
  return value.kind === 'instance' && value.unit.types.size > 0 ? value.unit.attributes.values() : [];
}

/** What an object holds that was not seen before. */
function contentsOf(value: PythonValue, seen: Set<string>): readonly PythonValue[] {
  if (seen.has(value.key)) return [];
  seen.add(value.key);
  return [...partsOf(value)].flatMap(({ values }) => [...values.values()]);
}

/** Values and what the objects among them hold, each object once. */
function* reachedFrom(values: readonly PythonValue[], depth: number): Generator<PythonValue> {
  const seen = new Set<string>();
  let level = values;
  for (let at = 0; level.length > 0; at += 1) {
    yield* level;
    level = at < depth ? level.flatMap((value) => contentsOf(value, seen)) : [];
  }
}

/** The data among values, and in the objects among them. @param depth objects inside each other that are looked into */
export function dataIn(values: readonly PythonValue[], budget: Budget | null, depth = DEEPEST): PythonData[] {
  const found: PythonData[] = [];
  for (const value of reachedFrom(values, depth)) {
    if (budget?.isSpent) break;
    budget?.spend(1);
    if (isData(value)) found.push(whatIs(value) as PythonData);
  }
  return found;
}

/** What is new of data at a place. `cleared`: rules by which it can do no harm any more, beside those of before. */
interface DataChanges extends Partial<Pick<PythonData, 'made' | 'trail' | 'part' | 'schema'>> {
  readonly cleared?: readonly string[];
}

/** Makes each value once: the first way to a place is the one that is told. */
export class PythonDataSet {
  private readonly known = new Map<string, PythonValue>();
  private readonly folder: readonly string[];

  /** @param folder rules that do no harm to a path below a folder */
  constructor(folder: readonly string[]) {
    this.folder = folder;
  }

  make(data: PythonData): PythonValue {
    const { module, node } = data.place;
    const cleared = [...data.cleared].sort().join(',');
    const schema = data.schema?.key ?? '';
    const key = `data:${module.path}:${node.start}:${node.end}:${data.trail}:${data.part.id}:${cleared}:${schema}`;
    const known = this.known.get(key);
    if (known) return known;
    const made: PythonValue = { kind: 'outside', key, what: data };
    this.known.set(key, made);
    return made;
  }

  /** Data of which something else is known. */
  as(data: PythonData, change: (cleared: ReadonlySet<string>) => ReadonlySet<string>): PythonData {
    return { ...data, cleared: change(data.cleared) };
  }

  /** Data behind a text. */
  behind(data: PythonData, text: string): PythonData {
    // Code writes a line end as two characters.
    const shown = text.replaceAll(String.raw`\r`, '').replaceAll(String.raw`\n`, '\n');
    return this.as(data, (cleared) => behindText(cleared, shown, this.folder));
  }

  /** Data made of other data at a place. */
  after(from: PythonData, place: PythonPlace, { cleared = [], ...changes }: DataChanges = {}): PythonValue {
    const all = withState(from.cleared, cleared, this.folder);
    return this.make({ ...from, made: [], schema: null, ...changes, cleared: all, from, place });
  }
}
