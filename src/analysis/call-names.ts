import {
  type FlowCallback,
  type FlowPipes,
  type FlowWrapper,
  type FlowRule,
  type FlowRules,
  type FlowSink,
  type ModelParser,
  type ModelTypes,
  type StoreCall,
  type StoreKind,
} from '../model/index.js';
import { EventParts } from './event-parts.js';
import { SchemaFunctions } from './schemas/schema-functions.js';
import {
  alternatives,
  callTable,
  memberSet,
  MemberTable,
  memberTexts,
  parseName,
  type PackageCode,
} from '../program/index.js';

/** A sink of a rule. */
export interface RuleSink {
  readonly rule: FlowRule;
  readonly sink: FlowSink;
}

/** A call that writes to resources of a kind, or reads from them. */
export type NamedStore = { readonly kind: StoreKind; readonly call: StoreCall };

/** Pipes of frameworks: `FlowPipes`. */
interface PipeNames {
  readonly all: MemberTable<true>;
  readonly one: MemberTable<true>;
  readonly values: MemberTable<true>;
}

/** The rules in force, by the functions that they name. */
export interface CallNames {
  readonly sinks: Pick<MemberTable<RuleSink>, 'find' | 'findUnnamed'>;
  readonly callbacks: MemberTable<FlowCallback>;
  readonly wrappers: MemberTable<FlowWrapper>;
  readonly pipes: PipeNames;
  /** Members that hold data from outside, and members that must not be given it. */
  readonly sources: MemberTable<true>;
  /** Functions that are true of values that do no harm. */
  readonly tests: MemberTable<true>;
  /** Functions that turn a text into the address of a server. */
  readonly addresses: MemberTable<true>;
  /** Methods that fill their object with data. */
  readonly fills: MemberTable<true>;
  /** Members that are texts. */
  readonly constants: MemberTable<string>;
  readonly stores: MemberTable<FlowRule>;
  /** Calls that put data into resources of AWS, and calls that take it out. */
  readonly writes: MemberTable<NamedStore>;
  readonly reads: MemberTable<NamedStore>;
  /** Calls that are given functions whose texts go to a browser (Python). */
  readonly views: MemberTable<FlowRule>;
  /** What gives an object of a resource (Python). */
  readonly resources: MemberTable<true>;
  /** Null: what the call gives can do no harm anywhere. */
  readonly cleans: MemberTable<FlowRule | null>;
  /** Modules that rules name: what their members give is followed by its name. */
  readonly modules: ReadonlySet<string>;
  /** Parts of events that the platform chooses. */
  readonly trusted: readonly string[];
  /** Libraries of schemas, by module. */
  readonly schemas: ReadonlyMap<string, SchemaFunctions>;
  /** What makes objects of texts. */
  readonly objects: MemberTable<true>;
  /** Whether functions of a module answer with something else than what they are given. */
  answers(module: string): boolean;
}

export function callNames({ rules, facts }: Pick<FlowRules, 'rules' | 'facts'>): CallNames {
  const sinks = new MemberTable<RuleSink>();
  const cleans = new MemberTable<FlowRule | null>();
  const stores = new MemberTable<FlowRule>();
  const views = new MemberTable<FlowRule>();
  for (const rule of rules) {
    for (const sink of rule.sinks) sinks.add(sink.call, { rule, sink });
    cleans.add(rule.clean, rule);
    stores.add(rule.stores, rule);
    views.add(rule.python?.views ?? [], rule);
  }
  cleans.add(facts.clean, null);
  const callbacks = callTable(facts.callbacks);
  const wrappers = callTable(facts.wrappers);
  const pipes = pipeNames(facts.pipes);
  const stored = storeTables(facts.stores);
  const schemas = new Map(
    facts.schemas.flatMap((library) => {
      const functions = new SchemaFunctions(library);
      return library.modules.map((module) => [module, functions] as const);
    }),
  );
  const fills = memberSet(facts.fills);
  const tables = [fills, sinks, cleans, callbacks, wrappers, pipes.all, stored.writes, stored.reads];
  const modules = new Set([...tables.flatMap((table) => [...table.modules]), ...schemas.keys()]);
  modules.delete('');
  return {
    sinks,
    cleans,
    sources: memberSet(facts.sources),
    tests: memberSet(facts.tests),
    addresses: memberSet(facts.addresses),
    fills,
    constants: memberTexts(facts.constants),
    stores,
    views,
    ...stored,
    callbacks,
    wrappers,
    pipes,
    schemas,
    objects: memberSet(facts.objects),
    modules,
    trusted: facts.trusted.flatMap(alternatives),
    answers: answering(facts.answers.flatMap(alternatives)),
  };
}

function pipeNames(pipes: readonly FlowPipes[]): PipeNames {
  return {
    all: memberSet(pipes.flatMap(({ all }) => all)),
    one: memberSet(pipes.flatMap(({ one }) => one)),
    values: memberSet(pipes.flatMap(({ values }) => values)),
  };
}

function storeTables(kinds: readonly StoreKind[]): Pick<CallNames, 'writes' | 'reads' | 'resources'> {
  const writes = new MemberTable<NamedStore>();
  const reads = new MemberTable<NamedStore>();
  const resources = new MemberTable<true>();
  for (const kind of kinds) {
    for (const call of kind.writes) writes.add(call.call, { kind, call });
    for (const call of kind.reads) reads.add(call.call, { kind, call });
    resources.add(kind.objects, true);
  }
  return { writes, reads, resources };
}

function answering(names: readonly string[]): (module: string) => boolean {
  const whole = new Set(names);
  const beginnings = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (module) => whole.has(module) || beginnings.some((beginning) => module.startsWith(beginning));
}

/** Modules that code does not name. */
const WITHOUT_WORD: ReadonlySet<string> = new Set(['', 'builtins', 'any', 'text']);
/** Functions of the program that rules mean without a name (`own:merge`) tell objects from other values by this word. */
const WORD_OF_OWN = 'typeof';

/** Signs of a repetition of a group: only such patterns take exponential time (`pattern:match`). */
const WORDS_OF_SLOW = [')+', ')*', '){'];

/** Functions of the language that load a module. */
export const LOADING: ReadonlySet<string> = new Set(['require', 'import']);
/** Code that loads a module whose name it computes. */
const LOADS_COMPUTED = /\b(?:require|import)\s*\(\s*(?:[^'"`\s)]|(['"`])[^'"`]*(?:\1\s*\+|\$\{))/;

/** Whether any rule can apply to code. @param words those of `wordsOf` */
export function canApply(text: string, words: readonly string[]): boolean {
  return words.some((word) => (LOADING.has(word) ? LOADS_COMPUTED.test(text) : text.includes(word)));
}

/** Words of which code has one if any rule can apply to it: names of modules, of global functions, and of parts of answers. */
export function wordsOf(rules: readonly FlowRule[], kinds: readonly StoreKind[]): string[] {
  const names = [
    ...rules.flatMap(({ sinks, stores }) => [...sinks.flatMap(({ call }) => call), ...stores]),
    ...kinds.flatMap(({ writes }) => writes.flatMap(({ call }) => call)),
  ];
  const patterns = names.flatMap(alternatives).map(parseName);
  const fields = rules.flatMap(({ returns }) => returns.flatMap((answer) => answer.fields));
  return [
    ...new Set([
      ...patterns.flatMap(({ module, path }) => {
        if (module === 'own') return WORD_OF_OWN;
        if (module === 'pattern') return WORDS_OF_SLOW;
        return WITHOUT_WORD.has(module) ? (path[0] ?? '') : module;
      }),
      ...fields.map((field) => field.split('.').at(-1) ?? field),
    ]),
  ];
}

/** Classes that check data by the types of their fields, and what uses them. */
export interface ModelNames {
  readonly plain: ReadonlySet<string>;
  readonly parsers: MemberTable<ModelParser>;
  /** The code of a default that a framework fills in: `Depends(get_db)`. */
  readonly injection: RegExp;
  /** The code before a function whose event is an instance of a class. */
  readonly decoration: RegExp;
  /** The code before a function whose event fits a schema, with the schema's name. */
  readonly filtering: RegExp;
}

/** A pattern of any of some names; of none if there are none. */
function anyOf(names: readonly string[]): string {
  return names.length > 0 ? names.join('|') : '(?!)';
}

function modelNames({ plain, injects, parsers, decorators, filters }: ModelTypes): ModelNames {
  const table = callTable(parsers);
  const injecting = injects.flatMap(alternatives).map((name) => parseName(name).path.at(-1) ?? name);
  return {
    plain: new Set(plain),
    parsers: table,
    injection: new RegExp(`\\b(?:${anyOf(injecting)})\\(\\s{0,80}([\\w.]{0,200})`),
    filtering: new RegExp(
      `@(?:\\w+\\.){0,4}\\w{1,40}\\([^()]{0,200}\\b(?:${anyOf(filters)})\\s?=\\s?([\\w.]{1,200})`,
    ),
    decoration: new RegExp(`@(?:\\w+\\.){0,4}(?:${anyOf(decorators)})\\b(?:\\(([^()]{0,200})\\))?\\s`),
  };
}

/** The rules in force for Python. */
export interface PythonNames extends CallNames {
  readonly models: ModelNames;
  readonly rules: readonly FlowRule[];
  readonly events: EventParts;
}

export function pythonNames({
  rules,
  python,
  events,
}: Pick<FlowRules, 'rules' | 'python' | 'events'>): PythonNames {
  const own = rules.map((rule) => ({ ...rule, sinks: [], clean: [], stores: [], ...rule.python }));
  return {
    ...callNames({ rules: own, facts: python }),
    rules: own,
    events: new EventParts(events),
    models: modelNames(python.models),
  };
}

/** The rules in force, the functions that they name, and the code that they name instead of following it. */
export interface FlowTables {
  readonly rules: readonly FlowRule[];
  readonly names: CallNames;
  readonly packages: PackageCode;
  readonly events: EventParts;
}
