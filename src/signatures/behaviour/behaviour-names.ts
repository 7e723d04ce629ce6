import type { BehaviourModel, BehaviourSink, BehaviourSource, CallName } from '../../model/index.js';
import { MemberTable, type OutsideToken } from '../../program/index.js';
import { textPattern, type TextPattern } from '../text/text-pattern.js';
import { CALLERS } from './mark-methods.js';

/** A source whose patterns are made ready. */
export interface ReadySource extends Omit<BehaviourSource, 'given' | 'where' | 'variables'> {
  readonly given: Hint | null;
  readonly where: TextPattern | null;
  readonly variables: TextPattern | null;
}

export interface ReadySink extends Omit<BehaviourSink, 'given' | 'where'> {
  readonly given: Hint | null;
  readonly where: TextPattern | null;
}

/** A text that tells what a call is that is given it. */
export interface Hint {
  /** The pattern as its file writes it. */
  readonly source: string;
  readonly pattern: TextPattern;
}

/** What is known of behaviour, by the members that it is known by. */
export interface BehaviourNames {
  readonly members: MemberTable<ReadySource>;
  readonly variables: readonly ReadySource[];
  /** Kinds of sources that are folders: what is inside of one under a known name does not count. */
  readonly narrow: ReadonlySet<string>;
  readonly calls: MemberTable<ReadySource>;
  readonly hooks: MemberTable<ReadySource>;
  /** Texts that calls of sources and sinks are told by. */
  readonly hints: readonly Hint[];
  readonly sinks: MemberTable<ReadySink>;
  readonly clean: MemberTable<true>;
  readonly names: MemberTable<true>;
  readonly writers: MemberTable<true>;
  readonly streams: MemberTable<true>;
  readonly runners: MemberTable<true>;
  readonly paths: MemberTable<true>;
  /** Modules whose members are followed by their names. */
  readonly modules: ReadonlySet<string>;
}

function tableOf(names: readonly CallName[]): MemberTable<true> {
  const table = new MemberTable<true>();
  table.add(names, true);
  return table;
}

function patternOf(source: string | undefined): TextPattern | null {
  return source === undefined ? null : textPattern(source);
}

function hintOf(source: string | undefined): Hint | null {
  return source === undefined ? null : { source, pattern: textPattern(source) };
}

export function behaviourNames(model: BehaviourModel): BehaviourNames {
  const sources = model.sources.map((source): ReadySource => ({
    ...source,
    given: hintOf(source.given),
    where: patternOf(source.where),
    variables: patternOf(source.variables),
  }));
  const [members, calls, hooks] = [0, 1, 2].map(() => new MemberTable<ReadySource>()) as [
    MemberTable<ReadySource>,
    MemberTable<ReadySource>,
    MemberTable<ReadySource>,
  ];
  for (const source of sources) {
    members.add(source.members, source);
    calls.add(source.calls, source);
    hooks.add(source.hooks, source);
  }
  const sinks = new MemberTable<ReadySink>();
  const ready = model.sinks.map((sink): ReadySink => ({
    ...sink,
    given: hintOf(sink.given),
    where: patternOf(sink.where),
  }));
  for (const sink of ready) sinks.add(sink.calls, sink);
  const modules = new Set([...calls.modules, ...sinks.modules, ...members.modules, 'process', 'fs', 'path']);
  modules.delete('');
  return {
    members,
    calls,
    hooks,
    sinks,
    modules,
    narrow: new Set(sources.filter(({ narrow }) => narrow).map(({ kind }) => kind)),
    variables: sources.filter(({ variables }) => variables !== null),
    hints: [...sources, ...ready].flatMap(({ given }) => given ?? []),
    clean: tableOf(model.clean),
    names: tableOf(model.names),
    writers: tableOf(model.writers),
    streams: tableOf(model.streams),
    runners: tableOf(model.runners),
    paths: tableOf(model.paths),
  };
}

export function isListed(table: MemberTable<unknown>, token: OutsideToken): boolean {
  return table.find(token).length > 0;
}

/** `node -e` and minified code have modules under names that no code declares: `fs.readFileSync`. `request.apply(this, given)` calls `request`. */
export function memberOf({ modules }: BehaviourNames, token: OutsideToken): OutsideToken {
  const isCalled = token.path.length > 1 && CALLERS.has(token.path.at(-1) ?? '');
  const [module = '', ...path] = isCalled ? token.path.slice(0, -1) : token.path;
  const isModule = token.module === '' && path.length > 0 && modules.has(module);
  if (isModule && module !== 'process') return { kind: 'outside', module, path };
  return isCalled ? { kind: 'outside', module: token.module, path: [module, ...path] } : token;
}
