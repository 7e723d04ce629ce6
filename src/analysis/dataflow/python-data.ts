import type { CallArguments, OutsideValue, PythonPlace, PythonValue } from '../../program/index.js';

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
}

/** A member of a module that is not the program's; `()` is what a call gives. */
export interface PythonName {
  readonly is: 'name';
  readonly module: string;
  readonly path: readonly string[];
}

/** Names of a trail that are kept. */
const KEPT_NAMES = 4;
/** Names of a path that are kept: longer ones mean nothing to a rule. */
const LONGEST_PATH = 12;
/** Objects inside each other that are looked into. */
const DEEPEST = 3;

export function nameValue(module: string, path: readonly string[]): PythonValue {
  const kept = path.slice(0, LONGEST_PATH);
  const what: PythonName = { is: 'name', module, path: kept };
  return { kind: 'outside', key: `name:${[module, ...kept].join('.')}`, what };
}

export function whatIs({ what }: OutsideValue): PythonData | PythonName {
  return what as PythonData | PythonName;
}

export function trailOf(trail: string, name: string): string {
  return `${trail}.${name}`.split('.').slice(-KEPT_NAMES).join('.');
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

/** The data among values, and in the objects among them. */
export function dataIn(values: Iterable<PythonValue>, depth = DEEPEST): PythonData[] {
  const found: PythonData[] = [];
  for (const value of values) {
    if (value.kind === 'outside') {
      const what = whatIs(value);
      if (what.is === 'data') found.push(what);
    } else if (value.kind === 'object' && depth > 0)
      for (const cell of value.slots.values()) found.push(...dataIn(cell.values.values(), depth - 1));
  }
  return found;
}

/** Makes each value once: the first way to a place is the one that is told. */
export class PythonDataSet {
  private readonly known = new Map<string, PythonValue>();

  make(data: PythonData): PythonValue {
    const { module, node } = data.place;
    const cleared = [...data.cleared].sort().join(',');
    const key = `data:${module.path}:${node.start}:${node.end}:${data.trail}:${cleared}`;
    const known = this.known.get(key);
    if (known) return known;
    const made: PythonValue = { kind: 'outside', key, what: data };
    this.known.set(key, made);
    return made;
  }

  /** Data made of other data at a place. */
  after(from: PythonData, place: PythonPlace, changes: Partial<PythonData> = {}): PythonValue {
    return this.make({ ...from, made: [], ...changes, from, place });
  }
}
