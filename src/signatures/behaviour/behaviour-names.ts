import type { BehaviourModel, BehaviourSink, BehaviourSource } from '../../model/index.js';
import { memberSet, MemberTable, type OutsideToken } from '../../program/index.js';
import { textPattern, type TextPattern } from '../text/text-pattern.js';

/** A source whose patterns are made ready. */
export interface ReadySource extends Omit<
  BehaviourSource,
  'given' | 'where' | 'variables' | 'named' | 'texts'
> {
  readonly given: Hint | null;
  readonly texts: Hint | null;
  readonly where: TextPattern | null;
  readonly variables: TextPattern | null;
  readonly named: TextPattern | null;
}

/** Calls that are given an address of another machine. */
export interface ReadyConnection {
  readonly given: Hint;
  /** Whether the address is that of this call alone. */
  readonly alone: boolean;
}

export interface ReadySink extends Omit<BehaviourSink, 'given' | 'where' | 'unless'> {
  readonly given: Hint | null;
  readonly unless: TextPattern | null;
  readonly where: TextPattern | null;
}

/** A text that tells what a call is that is given it. */
export interface Hint {
  /** The pattern as its file writes it. */
  readonly source: string;
  readonly pattern: Pick<TextPattern, 'isIn'>;
}

/** A token's own service: the token goes there. */
interface Home {
  readonly kind: string;
  /** An address of the service. */
  readonly home: Hint;
  /** An address of another machine, or a request that changes something at the service. */
  readonly others: Hint;
}

/** What is known of behaviour, by the members that it is known by. */
export interface BehaviourNames {
  readonly members: MemberTable<ReadySource>;
  readonly variables: readonly ReadySource[];
  /** Sources that are told by their names. */
  readonly named: readonly ReadySource[];
  /** Kinds of sources that are texts, by the patterns that these fit. */
  readonly texts: ReadonlyMap<string, string>;
  /** Kinds of sources that are folders: what is inside of one under a known name does not count. */
  readonly narrow: ReadonlySet<string>;
  readonly calls: MemberTable<ReadySource>;
  readonly hooks: MemberTable<ReadySource>;
  readonly callbacks: MemberTable<ReadySource>;
  readonly overrides: MemberTable<ReadySource>;
  readonly uses: MemberTable<ReadySource>;
  /** Texts that calls of sources and sinks are told by. */
  readonly hints: readonly Hint[];
  readonly sinks: MemberTable<ReadySink>;
  /** Methods whose results go to a sink. */
  readonly givers: MemberTable<ReadySink>;
  readonly connections: MemberTable<ReadyConnection>;
  /** Addresses on the internet that are bare numbers. */
  readonly bare: readonly Hint[];
  readonly clean: MemberTable<true>;
  readonly names: MemberTable<true>;
  readonly writers: MemberTable<true>;
  readonly streams: MemberTable<true>;
  readonly runners: MemberTable<true>;
  readonly paths: MemberTable<true>;
  /** Programs that unpack or read the files that they are given, and run none. */
  readonly unpackers: ReadonlySet<string>;
  /** Programs that run what they are given, and options that a command follows. */
  readonly starters: readonly { readonly programs: Hint; readonly options: Hint }[];
  /** Kinds of tokens that belong to one service. */
  readonly homes: readonly Home[];
  /** Modules whose members are followed by their names. */
  readonly modules: ReadonlySet<string>;
}

function patternOf(source: string | undefined): TextPattern | null {
  return source === undefined ? null : textPattern(source);
}

function hintOf(source: string | undefined): Hint | null {
  return source === undefined ? null : { source, pattern: textPattern(source) };
}

/** Fields of sources that name members. */
type SourceNames = 'members' | 'calls' | 'hooks' | 'callbacks' | 'overrides' | 'uses';

function readySource(source: BehaviourSource): ReadySource {
  return {
    ...source,
    given: hintOf(source.given),
    texts: hintOf(source.texts),
    where: patternOf(source.where),
    variables: patternOf(source.variables),
    named: patternOf(source.named),
  };
}

function readyHome(
  { kind, given, changes }: BehaviourModel['homes'][number],
  addresses: readonly ReadyConnection[],
): Home {
  const [own, changing] = [textPattern(given), textPattern(changes)];
  const isOther = (text: string): boolean =>
    changing.isIn(text) || (!own.isIn(text) && addresses.some((each) => each.given.pattern.isIn(text)));
  return {
    kind,
    home: { source: given, pattern: own },
    others: { source: `not ${given}`, pattern: { isIn: isOther } },
  };
}

function readySinks(
  model: BehaviourModel,
): Pick<BehaviourNames, 'sinks' | 'givers'> & { readonly ready: readonly ReadySink[] } {
  const [sinks, givers] = [new MemberTable<ReadySink>(), new MemberTable<ReadySink>()];
  const ready = model.sinks.map((sink): ReadySink => ({
    ...sink,
    given: hintOf(sink.given),
    where: patternOf(sink.where),
    unless: patternOf(sink.unless),
  }));
  for (const sink of ready) {
    sinks.add(sink.calls, sink);
    givers.add(sink.overrides, sink);
  }
  return { ready, sinks, givers };
}

function memberLists(
  model: BehaviourModel,
): Pick<BehaviourNames, 'clean' | 'names' | 'writers' | 'streams' | 'runners' | 'paths'> {
  return {
    clean: memberSet(model.clean),
    names: memberSet(model.names),
    writers: memberSet(model.writers),
    streams: memberSet(model.streams),
    runners: memberSet(model.runners),
    paths: memberSet(model.paths),
  };
}

function sourceTables(sources: readonly ReadySource[]): Pick<BehaviourNames, SourceNames> {
  const tableOf = (field: SourceNames): MemberTable<ReadySource> => {
    const table = new MemberTable<ReadySource>();
    for (const source of sources) table.add(source[field], source);
    return table;
  };
  return {
    members: tableOf('members'),
    calls: tableOf('calls'),
    hooks: tableOf('hooks'),
    callbacks: tableOf('callbacks'),
    overrides: tableOf('overrides'),
    uses: tableOf('uses'),
  };
}

function knownModules(tables: readonly MemberTable<unknown>[]): ReadonlySet<string> {
  const modules = new Set(['process', 'fs', 'path', ...tables.flatMap((table) => [...table.modules])]);
  modules.delete('');
  return modules;
}

export function behaviourNames(model: BehaviourModel): BehaviourNames {
  const sources = model.sources.map(readySource);
  const tables = sourceTables(sources);
  const { ready, sinks, givers } = readySinks(model);
  const connections = new MemberTable<ReadyConnection>();
  const addresses = model.connections.map(({ calls: made, given, alone }) => {
    const connection = { given: { source: given, pattern: textPattern(given) }, alone };
    connections.add(made, connection);
    return connection;
  });
  const starters = model.starters.map(({ programs, options }) => ({
    programs: { source: programs, pattern: textPattern(programs) },
    options: { source: options, pattern: textPattern(options) },
  }));
  const bare = model.bare.map((source) => ({ source, pattern: textPattern(source) }));
  const homes = model.homes.map((home) => readyHome(home, addresses));
  return {
    ...tables,
    sinks,
    givers,
    connections,
    bare,
    modules: knownModules([tables.calls, sinks, tables.members, tables.uses]),
    texts: new Map(sources.flatMap(({ kind, texts }) => (texts ? [[texts.source, kind] as const] : []))),
    narrow: new Set(sources.filter(({ narrow }) => narrow).map(({ kind }) => kind)),
    variables: sources.filter(({ variables }) => variables !== null),
    named: sources.filter(({ named }) => named !== null),
    hints: [
      ...sources,
      ...sources.map(({ texts }) => ({ given: texts })),
      ...ready,
      ...addresses,
      ...bare.map((given) => ({ given })),
      ...starters.flatMap(({ programs, options }) => [{ given: programs }, { given: options }]),
      ...homes.flatMap(({ home, others }) => [{ given: home }, { given: others }]),
    ].flatMap(({ given }) => given ?? []),
    ...memberLists(model),
    unpackers: new Set(model.unpackers),
    starters,
    homes,
  };
}

export function isListed(table: MemberTable<unknown>, token: OutsideToken): boolean {
  return table.find(token).length > 0;
}
