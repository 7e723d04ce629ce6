import type {
  CallName,
  FlowCallback,
  KnownFunctions,
  FlowRule,
  FlowRules,
  FlowSink,
} from '../../model/index.js';
import type { PackageCode } from './package-code.js';
import { MEMBER, type OutsideToken } from '../../program/index.js';

interface Pattern {
  readonly module: string;
  /** Names of the members; `()` is what a call gives. */
  readonly path: readonly string[];
  /** Whether only the last names are given. */
  readonly isOpen: boolean;
}

/** `a{b,c}d` → `abd`, `acd`. */
function alternatives(name: string): string[] {
  const [, before, inner, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(name) ?? [];
  if (before === undefined || inner === undefined || after === undefined) return [name];
  const ends = alternatives(after);
  return inner.split(',').flatMap((each) => ends.map((end) => before + each + end));
}

function parseName(name: string): Pattern {
  const colon = name.indexOf(':');
  const module = colon < 0 ? '' : name.slice(0, colon);
  const path = name
    .slice(colon + 1)
    .replaceAll('()', '.()')
    .split('.')
    .filter((part) => part !== '');
  const isOpen = path[0] === '**';
  return { module, path: isOpen ? path.slice(1) : path, isOpen };
}

/** Functions by the names that rules give them. */
class CallTable<Value> {
  private readonly byModule = new Map<string, { readonly pattern: Pattern; readonly value: Value }[]>();

  add(names: readonly CallName[], value: Value): void {
    for (const name of names.flatMap(alternatives)) {
      const pattern = parseName(name);
      const known = this.byModule.get(pattern.module);
      if (known) known.push({ pattern, value });
      else this.byModule.set(pattern.module, [{ pattern, value }]);
    }
  }

  get modules(): Iterable<string> {
    return this.byModule.keys();
  }

  find({ module, path }: OutsideToken): Value[] {
    const known = this.byModule.get(module);
    if (!known) return [];
    const ways = spellings(path.filter((name) => name !== 'default'));
    return known.flatMap(({ pattern, value }) => (ways.some((names) => fits(pattern, names)) ? [value] : []));
  }

  /** What rules say of members of a package that a bundle gave names of its own. */
  findUnnamed({ module, path }: OutsideToken): Value[] {
    const isUnnamed = path.length === 1 && path[0]?.startsWith(MEMBER);
    const known = isUnnamed ? this.byModule.get(module) : undefined;
    return known?.flatMap(({ pattern, value }) => (pattern.path.length === 1 ? [value] : [])) ?? [];
  }
}

/**
 * The names that a member of a package may have. Where a bundle holds the package, its first name is the bundle's own: of the member, of the
 * package's exports, or of a function that gives these.
 */
function spellings(names: readonly string[]): (readonly string[])[] {
  const [first, ...rest] = names;
  if (!first?.startsWith(MEMBER)) return [names];
  const exports = rest[0] === '()' ? [rest, rest.slice(1)] : [rest];
  return [[first.slice(MEMBER.length), ...rest], ...exports];
}

function fits({ path, isOpen }: Pattern, names: readonly string[]): boolean {
  const skipped = names.length - path.length;
  if (skipped < 0 || (skipped > 0 && !isOpen)) return false;
  return path.every((name, at) => name === names[skipped + at]);
}

/** A sink of a rule. */
export interface RuleSink {
  readonly rule: FlowRule;
  readonly sink: FlowSink;
}

/** The rules in force, by the functions that they name. */
export interface CallNames {
  readonly sinks: CallTable<RuleSink>;
  readonly callbacks: CallTable<FlowCallback>;
  /** Members that hold data from outside, and members that must not be given it. */
  readonly sources: CallTable<true>;
  readonly stores: CallTable<FlowRule>;
  /** Null: what the call gives can do no harm anywhere. */
  readonly cleans: CallTable<FlowRule | null>;
  /** Modules that rules name: what their members give is followed by its name. */
  readonly modules: ReadonlySet<string>;
  /** Parts of events that the platform chooses. */
  readonly trusted: readonly string[];
  /** Whether functions of a module answer with something else than what they are given. */
  answers(module: string): boolean;
}

export function callNames({ rules, facts }: Pick<FlowRules, 'rules' | 'facts'>): CallNames {
  const sinks = new CallTable<RuleSink>();
  const cleans = new CallTable<FlowRule | null>();
  const stores = new CallTable<FlowRule>();
  for (const rule of rules) {
    for (const sink of rule.sinks) sinks.add(sink.call, { rule, sink });
    cleans.add(rule.clean, rule);
    stores.add(rule.stores, rule);
  }
  cleans.add(facts.clean, null);
  const sources = new CallTable<true>();
  sources.add(facts.sources, true);
  const callbacks = callbackTable(facts);
  const modules = new Set([...sinks.modules, ...cleans.modules, ...callbacks.modules]);
  modules.delete('');
  return {
    sinks,
    cleans,
    sources,
    stores,
    callbacks,
    modules,
    trusted: facts.trusted.flatMap(alternatives),
    answers: answering(facts.answers.flatMap(alternatives)),
  };
}

function answering(names: readonly string[]): (module: string) => boolean {
  const whole = new Set(names);
  const beginnings = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (module) => whole.has(module) || beginnings.some((beginning) => module.startsWith(beginning));
}

function callbackTable({ callbacks }: KnownFunctions): CallTable<FlowCallback> {
  const table = new CallTable<FlowCallback>();
  for (const callback of callbacks) table.add(callback.call, callback);
  return table;
}

/** Modules that code does not name. */
const WITHOUT_WORD: ReadonlySet<string> = new Set(['', 'builtins', 'any']);

/** Functions of the language that load a module. */
export const LOADING: ReadonlySet<string> = new Set(['require', 'import']);
/** Code that loads a module whose name it computes. */
const LOADS_COMPUTED = /\b(?:require|import)\s*\(\s*(?:[^'"`\s)]|(['"`])[^'"`]*(?:\1\s*\+|\$\{))/;

/** Whether any rule can apply to code. @param words those of `wordsOf` */
export function canApply(text: string, words: readonly string[]): boolean {
  return words.some((word) => (LOADING.has(word) ? LOADS_COMPUTED.test(text) : text.includes(word)));
}

/** Words of which code has one if any rule can apply to it: names of modules, of global functions, and of parts of answers. */
export function wordsOf(rules: readonly FlowRule[]): string[] {
  const names = rules.flatMap(({ sinks, stores }) => [...sinks.flatMap(({ call }) => call), ...stores]);
  const patterns = names.flatMap(alternatives).map(parseName);
  const fields = rules.flatMap(({ returns }) => returns.flatMap((answer) => answer.fields));
  return [
    ...new Set([
      ...patterns.map(({ module, path }) => (WITHOUT_WORD.has(module) ? (path[0] ?? '') : module)),
      ...fields.map((field) => field.split('.').at(-1) ?? field),
    ]),
  ];
}

/** The rules in force for Python. */
export interface PythonNames extends CallNames {
  readonly rules: readonly FlowRule[];
}

export function pythonNames({ rules, python }: Pick<FlowRules, 'rules' | 'python'>): PythonNames {
  const own = rules.map((rule) => ({ ...rule, sinks: [], clean: [], stores: [], ...rule.python }));
  return { ...callNames({ rules: own, facts: python }), rules: own };
}

/** The rules in force, the functions that they name, and the code that they name instead of following it. */
export interface FlowTables {
  readonly rules: readonly FlowRule[];
  readonly names: CallNames;
  readonly packages: PackageCode;
}
