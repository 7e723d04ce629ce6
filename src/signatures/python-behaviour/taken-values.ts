import { limitOf } from '../../files/index.js';
import type { OutsideValue, PythonPlace, PythonValue } from '../../program/index.js';
import type { CodeSpan } from '../behaviour/marks.js';

/** Something of a kind that rules name, on its way through a program in Python. */
export interface PythonMark {
  readonly is: 'taken';
  /** The kind of its source. */
  readonly kind: string;
  /** `whole`: all of an object whose single members do not count; `names`: the names of its members. */
  readonly form: 'value' | 'whole' | 'names';
  readonly code: CodeSpan;
  /** The module whose function code replaced to get it. */
  readonly hooked: string;
}

/** A member of a module that is not the package's; `()` is what a call gives. */
export interface PythonName {
  readonly is: 'name';
  readonly module: string;
  readonly path: readonly string[];
  /** The call that made the object that it is a member of; empty for members of modules. */
  readonly at: string;
  /** The path or address that it stands for; null if it is not known. */
  readonly text: string | null;
}

/** The module of an object of which nothing is known. */
export const ANY = 'any';

/** A part of a text that is not known. */
export const UNKNOWN_TEXT = '\uFFFD';

/** Names of a path that are kept: longer ones mean nothing to a rule. */
const LONGEST_PATH = 8;

export function whatIs({ what }: OutsideValue): PythonMark | PythonName {
  return what as PythonMark | PythonName;
}

export function nameValue({ module, path, at, text }: Omit<PythonName, 'is'>): OutsideValue {
  const kept = path.slice(0, LONGEST_PATH);
  const what: PythonName = { is: 'name', module, path: kept, at, text };
  return {
    kind: 'outside',
    key: `name:${at}:${[module, ...kept].join('.')}:${text ?? ''}`,
    what,
  };
}

/** A member of a module. */
export function importedValue(name: string): OutsideValue {
  const [module = '', ...path] = name.split('.');
  return nameValue({ module, path, at: '', text: null });
}

/** What stands for all that an object holds, whichever of its members it is in. */
export function heldIn({ at }: PythonName): OutsideValue {
  return nameValue({ module: 'held', path: [], at, text: null });
}

/** A name as tables look it up. */
export function tokenOf({ module, path }: Pick<PythonName, 'module' | 'path'>) {
  return { kind: 'outside', module, path } as const;
}

export function spanOf({ module, node }: PythonPlace): CodeSpan {
  return { file: module.path, start: node.start, end: node.end };
}

export function isOutside(value: PythonValue): value is OutsideValue {
  return value.kind === 'outside';
}

/** Makes each mark once. Of many places of one kind the further ones share a mark. */
export class PythonMarks {
  private readonly known = new Map<string, OutsideValue>();
  private readonly counts = new Map<string, number>();

  /** Kinds of what code takes. */
  readonly kinds = new Set<string>();

  make(mark: Omit<PythonMark, 'is'>): OutsideValue {
    const { kind, form, code, hooked } = mark;
    this.kinds.add(kind);
    const general = `taken:${kind}:${form}:${hooked}`;
    const key = `${general}:${code.file}:${String(code.start)}`;
    const known = this.known.get(key);
    if (known) return known;
    const count = (this.counts.get(general) ?? 0) + 1;
    this.counts.set(general, count);
    if (count > limitOf('behaviour-places')) return this.keep(general, mark);
    return this.keep(key, mark);
  }

  private keep(key: string, mark: Omit<PythonMark, 'is'>): OutsideValue {
    const known = this.known.get(key);
    if (known) return known;
    const what: PythonMark = { is: 'taken', ...mark };
    const made: OutsideValue = { kind: 'outside', key, what };
    this.known.set(key, made);
    return made;
  }
}
