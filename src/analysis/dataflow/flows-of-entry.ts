import {
  ProgramFlow,
  type Flow,
  type FlowNode,
  type ProgramEntry,
  type ProgramFiles,
} from '../../program/index.js';
import { CodePlaces } from '../code-places.js';
import { entryExports } from '../entry-exports.js';
import type { EntryRun } from '../follow-entries.js';
import type { DataFlow, FlowStep } from './flow-facts.js';
import type { SinkHit } from './sinks.js';
import type { FlowTables } from './flow-tables.js';
import { TaintDomain } from './taint-domain.js';
import { codeOnWay, textOfCode, waysOfData } from './trace.js';

/** Steps of a way that are kept: its first ones and its last ones. */
const KEPT_STEPS = 10;
/** Characters of a step's code that are kept. */
const KEPT_TEXT = 100;

/** What following data from one entry found. */
export interface EntryFlows extends EntryRun {
  readonly flows: readonly DataFlow[];
  /** Why there may be more; empty if these are all. */
  readonly reasons: readonly string[];
}

function shortText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= KEPT_TEXT ? line : `${line.slice(0, KEPT_TEXT - 1)}…`;
}

/** Of steps inside each other in one line only the last one is told. */
function distinctSteps(steps: readonly FlowStep[]): FlowStep[] {
  const kept = steps.filter((step, at) => {
    const next = steps[at + 1];
    return !next || next.path !== step.path || next.line !== step.line;
  });
  if (kept.length <= KEPT_STEPS) return kept;
  return [...kept.slice(0, KEPT_STEPS / 2), ...kept.slice(-KEPT_STEPS / 2)];
}

interface Ways {
  readonly before: ReadonlyMap<FlowNode, FlowNode | null>;
  readonly places: CodePlaces;
  /** Path of the file that the runtime starts. */
  readonly entry: string;
}

function flowOf(flow: Flow, { rule, code: sink, value }: SinkHit, { before, places, entry }: Ways): DataFlow {
  const steps = [...codeOnWay(before, value), ...(sink ? [sink] : [])].map((code) => ({
    ...places.at(code.file, code.start),
    text: shortText(textOfCode(flow, code)),
  }));
  const [start] = steps;
  // Of a part of an answer that no expression names.
  return {
    rule: rule.id,
    steps: start ? distinctSteps(steps) : [{ path: entry, line: 1, column: 1, text: rule.title }],
  };
}

/** Where data from outside goes if code is started at an entry. */
export async function flowsOfEntry(
  files: ProgramFiles,
  entry: ProgramEntry,
  { tables, isLate }: { readonly tables: FlowTables; readonly isLate: () => boolean },
): Promise<EntryFlows> {
  const domain = new TaintDomain(tables);
  const program = new ProgramFlow(files, domain);
  const isDone = await program.run(entry, isLate);
  const { flow, unread } = program;
  const { isExhausted } = flow.propagation;
  const reasons = unread.map((path) => `${path} could not be read`);
  if (isExhausted) reasons.push('its code moves too many values to follow all of them');
  const before = waysOfData(domain.passages);
  const places = new CodePlaces(flow);
  return {
    flows: [...domain.hits.values()].map((hit) => flowOf(flow, hit, { before, places, entry: entry.path })),
    exports: entryExports(program, entry.path),
    files: [...flow.sources.keys()],
    isLate: !isDone && !isExhausted,
    reasons,
  };
}
