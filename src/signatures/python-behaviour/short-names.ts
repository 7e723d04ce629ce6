import type { MemberTable, OutsideValue, PythonValue } from '../../program/index.js';
import type { BehaviourNames } from '../behaviour/behaviour-names.js';
import { constantMember } from './known-members.js';
import { nameValue, type PythonName } from './taken-values.js';

/** Stands for names of a path that no rule knows. */
const OTHERS = '…';
/** Names of a path of imported names that are kept: functions of libraries are known by them. */
const KEPT = 3;

/** What rules know of the names of one module's members. */
interface KnownModule {
  /** Beginnings of the paths that rules give whole. */
  readonly beginnings: ReadonlySet<string>;
  /** Names in the ends that rules give, where the beginning may be any, */
  readonly endNames: ReadonlySet<string>;
  /** and how many the longest end has. */
  readonly longestEnd: number;
}

function keyOf(path: readonly string[]): string {
  return path.join('.');
}

/**
 * Leaves out what no rule asks about a name: a member of a member of an object has as many names as code has ways to get there, and each
 * would be a value of its own.
 */
export class ShortNames {
  private readonly tables: readonly MemberTable<unknown>[];
  private readonly known = new Map<string, KnownModule>();

  constructor(names: BehaviourNames) {
    const { members, calls, hooks, callbacks, overrides, sinks, givers, connections } = names;
    const { clean, writers, streams, runners, paths } = names;
    this.tables = [
      members,
      calls,
      hooks,
      callbacks,
      overrides,
      sinks,
      givers,
      connections,
      clean,
      writers,
      streams,
      runners,
      paths,
    ];
  }

  private moduleOf(module: string): KnownModule {
    const known = this.known.get(module) ?? this.read(module);
    this.known.set(module, known);
    return known;
  }

  private read(module: string): KnownModule {
    const patterns = this.tables.flatMap((table) => table.patternsOf(module));
    const whole = patterns.filter(({ isOpen }) => !isOpen);
    const beginnings = whole.flatMap(({ path }) => path.map((_, at) => keyOf(path.slice(0, at + 1))));
    const open = patterns.filter(({ isOpen }) => isOpen);
    return {
      beginnings: new Set(beginnings),
      endNames: new Set(open.flatMap(({ path }) => path)),
      longestEnd: Math.max(0, ...open.map(({ path }) => path.length)),
    };
  }

  value(name: PythonName): OutsideValue {
    return nameValue(this.shorten(name));
  }

  private shorten(name: PythonName): PythonName {
    const { module, path, at } = name;
    const { beginnings, endNames, longestEnd } = this.moduleOf(module);
    if ((at === '' && path.length <= KEPT) || beginnings.has(keyOf(path))) return name;
    const other = path.findLastIndex((each) => !endNames.has(each));
    return { ...name, path: [OTHERS, ...path.slice(Math.max(other + 1, path.length - longestEnd))] };
  }

  /** The object that a name is a member of. */
  objectOf(name: PythonName): OutsideValue {
    const path = name.path.length > 1 ? name.path.slice(0, -1) : name.path.filter((each) => each === OTHERS);
    return nameValue({ ...name, path });
  }

  /** A member of what a program names. */
  memberOf(what: PythonName, name: string, value: PythonValue): readonly PythonValue[] {
    if ((name === '[]' || name === '*') && what.at === '') return [];
    const text = what.at === '' ? constantMember([what.module, ...what.path, name].join('.')) : null;
    if (text !== null) return [{ kind: 'text', key: `text:${text}`, text }];
    // What is in a folder.
    if (name === '[]' && what.text !== null) return [value];
    // The path of an open file.
    if (name === 'name' && what.at !== '')
      return [value, this.value({ ...what, path: [...what.path, name] })];
    return [this.value({ ...what, path: [...what.path, name] })];
  }
}
