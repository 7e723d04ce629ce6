import {
  ProgramFlow,
  type Flow,
  type FlowNode,
  type ProgramEntry,
  type ProgramFiles,
} from '../../program/index.js';
import { CodePlaces } from '../code-places.js';
import { entryExports } from '../entry-exports.js';
import type { DataFlow } from '../flow-facts.js';
import { notFollowed } from '../flow-facts.js';
import { toldSteps } from '../told-steps.js';
import type { EntryFlows } from '../found-flows.js';
import type { FoundHit } from './hits.js';
import { isState } from '../texts/text-state.js';
import { sourceOf } from '../stored-parts.js';
import type { CallNames, FlowTables, RuleSink } from '../call-names.js';
import { TaintDomain } from './taint-domain.js';
import { shortCode } from '../told-steps.js';
import { codeOnWay, waysOfData } from './trace.js';

interface Ways {
  /** Of a source of data: the place before each place that holds its data. */
  readonly before: (source: string) => ReadonlyMap<FlowNode, FlowNode | null>;
  readonly places: CodePlaces;
  /** Path of the file that the runtime starts. */
  readonly entry: string;
}

function memoized<Value>(find: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}

function flowOf(
  flow: Flow,
  { rule, code: sink, value, notFrom, part, into, cleared }: FoundHit,
  { before, places, entry }: Ways,
): DataFlow {
  const passed = [...codeOnWay(before(sourceOf(part)), value), ...(sink ? [sink] : [])];
  const stops = passed.map((code) => ({ ...places.at(code.file, code.start), code }));
  const steps = toldSteps(stops).map(({ code, ...place }) => ({
    ...place,
    text: shortCode(flow.sources.get(code.file) ?? '', code),
    frame: places.frame(place),
  }));
  // Of a part of an answer that no expression names.
  return {
    rule: rule?.id ?? null,
    notFrom,
    steps: steps.length > 0 ? steps : [{ path: entry, line: 1, column: 1, text: rule?.title ?? '' }],
    ...(part.store && { from: part.store }),
    ...(into && { into }),
    ...(cleared && { cleared: [...cleared].filter((each) => !isState(each)).sort() }),
  };
}

/** The sinks without those about releases that the program does not use. @param majorOf returns the major version of a package, or null if it is unknown */
function releasedSinks(
  sinks: CallNames['sinks'],
  majorOf: (name: string) => number | null,
): CallNames['sinks'] {
  const isMeant = (module: string, { sink: { below } }: RuleSink): boolean => {
    const major = below === undefined ? 0 : majorOf(module);
    return major !== null && major < (below ?? 1);
  };
  return {
    find: (member) => sinks.find(member).filter((each) => isMeant(member.module, each)),
    findUnnamed: (member) => sinks.findUnnamed(member).filter((each) => isMeant(member.module, each)),
  };
}

/** Where data from outside goes if code is started at an entry. */
export async function flowsOfEntry(
  files: ProgramFiles,
  entry: ProgramEntry,
  tables: FlowTables,
): Promise<EntryFlows> {
  const majorOf = (name: string): number | null => files.majorOf?.(name) ?? tables.packages.majorOf(name);
  const names = { ...tables.names, sinks: releasedSinks(tables.names.sinks, majorOf) };
  const domain = new TaintDomain({ ...tables, names });
  const program = new ProgramFlow(files, domain);
  await program.run(entry);
  const { flow, unread } = program;
  const { isExhausted, isCut } = flow.propagation;
  const problems = unread.map((path) => notFollowed('malformed', path, 'its code could not be read'));
  if (isExhausted || isCut)
    problems.push(
      notFollowed('too-large', entry.path, 'its code moves too many values to follow all of them'),
    );
  const before = memoized((source) => waysOfData(domain.passages, source));
  const places = new CodePlaces(flow);
  return {
    flows: [...domain.hits.all].map((hit) => flowOf(flow, hit, { before, places, entry: entry.path })),
    exports: entryExports(program, entry.path),
    files: [...flow.sources.keys()],
    steps: flow.propagation.taken,
    problems,
  };
}
