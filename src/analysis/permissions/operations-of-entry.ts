import { groupBy, type CodePlace, type OperationAnswer, type OperationUse } from '../../model/index.js';
import { ProgramFlow, type Flow, type ProgramEntry, type ProgramFiles } from '../../program/index.js';
import type { OperationUsed } from './operation-uses.js';
import { CodePlaces } from '../code-places.js';
import { entryExports } from '../entry-exports.js';
import type { EntryRun } from '../follow-entries.js';
import { distinctCalls } from '../request-calls.js';
import { resourceParameters } from './resource-parameters.js';
import { SdkDomain } from './sdk-domain.js';

/** Places of an operation that an answer keeps. */
const SHOWN_PLACES = 5;

/** Number of commands of one service that a program may hand over itself. More are those of a whole client. */
const NAMED_COMMANDS = 20;

function comparePlaces(a: CodePlace, b: CodePlace): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function operationUse(uses: readonly [OperationUsed, ...OperationUsed[]], places: CodePlaces): OperationUse {
  const [{ service, operation }] = uses;
  const found = uses.flatMap(({ place }) => (place ? places.at(place.unit.file, place.node.start) : []));
  return {
    service,
    operation,
    calls: distinctCalls(uses.flatMap(({ input }) => resourceParameters(input))),
    places: distinct(found).sort(comparePlaces).slice(0, SHOWN_PLACES),
  };
}

/** Services whose client is in the hands of code that is not followed: this code gets more commands than a program hands over itself. */
function handedServices(uses: readonly OperationUsed[]): ReadonlySet<string> {
  const handed = groupBy(
    uses.filter(({ place }) => place === null),
    ({ service }) => [service],
  );
  const isWhole = (group: readonly OperationUsed[]): boolean =>
    new Set(group.map(({ operation }) => operation)).size > NAMED_COMMANDS;
  return new Set([...handed].flatMap(([service, group]) => (isWhole(group) ? [service] : [])));
}

function operationUses(flow: Flow, uses: readonly OperationUsed[]): OperationUse[] {
  const places = new CodePlaces(flow);
  const groups = groupBy(uses, ({ service, operation }) => [`${service}:${operation}`]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => operationUse(group, places));
}

/** What following a program from one entry found. */
export interface EntryAnswer extends EntryRun {
  readonly answer: OperationAnswer;
  /** Whether the number of steps was over first. */
  readonly isCut: boolean;
}

/** The operations that code can perform if it is started at an entry. */
export async function operationsOfEntry(files: ProgramFiles, entry: ProgramEntry): Promise<EntryAnswer> {
  const domain = new SdkDomain();
  const program = new ProgramFlow(files, domain);
  const isDone = await program.run(entry);
  const { flow, unread } = program;
  const reasons = domain.reasons(flow);
  for (const path of unread) reasons.push(`${path} could not be read`);
  if (flow.propagation.isCut) reasons.push('some values have too many sources to follow');
  if (flow.propagation.isExhausted) reasons.push('its code moves too many values to follow all of them');
  const handed = handedServices(domain.uses.uses);
  for (const service of handed)
    reasons.push(
      `code that could not be followed gets all commands of ${service}, and may perform any of them`,
    );
  const named = domain.uses.uses.filter(({ place, service }) => place !== null || !handed.has(service));
  const operations = operationUses(flow, named);
  return {
    answer: { operations, unresolved: reasons.sort() },
    exports: entryExports(program, entry.path),
    files: [...flow.sources.keys()],
    steps: flow.propagation.taken,
    isCut: !isDone,
  };
}
