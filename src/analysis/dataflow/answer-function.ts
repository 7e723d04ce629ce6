import { createHash } from 'node:crypto';
import { fingerprintOf, PLAIN_FINDING, type Finding } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput } from '../analysis.js';
import { exportName, handlerFile } from '../handler-files.js';
import { isLikelyHandler } from '../likely-handlers.js';
import { isOfOtherLanguage } from '../own-scripts.js';
import type { DataFlow, DataFlowFacts, FlowStep } from './flow-facts.js';

/** Hex digits that tell the ways of data in one function apart. */
const WAY_DIGITS = 16;

/** The same for the same code, wherever it stands. */
function wayOf({ steps }: DataFlow): string {
  const text = steps.map((step) => step.text.replace(/\s/g, '')).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, WAY_DIGITS);
}

/** Columns to the right of which a line is no line that people read. */
const READABLE_COLUMN = 200;

function stepWords({ column, text }: FlowStep): string {
  return column > READABLE_COLUMN ? `column ${String(column)}: ${text}` : text;
}

function findingOf({ rules }: DataFlowFacts, flow: DataFlow): Finding[] {
  const rule = rules.find(({ id }) => id === flow.rule);
  if (!rule) return [];
  const way = wayOf(flow);
  return [
    {
      ...PLAIN_FINDING,
      id: `${rule.id}#${way}`,
      kind: rule.kind,
      rule: rule.id,
      title: rule.title,
      why: rule.why,
      severity: rule.severity,
      confidence: rule.confidence,
      cwes: rule.cwes,
      references: rule.references,
      locations: [...new Set(flow.steps.slice(-1).map(({ path }) => path))].map((path) => ({ path })),
      evidence: flow.steps.map((step) => ({
        path: step.path,
        line: step.line,
        detail: stepWords(step),
      })),
      remediation: { action: 'review', version: null, major: false, direct: null, text: rule.do },
      fingerprint: fingerprintOf({ kind: rule.kind, rule: rule.id, subject: `way:${way}` }),
    },
  ];
}

/** Files that a function whose handler is not known may start: those with usual names, if there are any. Tools' files are none. */
function likelyEntries({ entries }: DataFlowFacts): DataFlowFacts['entries'] {
  const likely = entries.filter(({ path }) => isLikelyHandler(path));
  return likely.length > 0 ? likely : entries.filter(({ path }) => !/(?:^|\/)\./.test(path));
}

/** The ways of data in code of a mount that a function's handler starts. */
function flowsIn(facts: DataFlowFacts, file: number | 'any', name: string | null): DataFlow[] {
  const entries = file === 'any' ? likelyEntries(facts) : facts.entries.slice(file, file + 1);
  const indexes = entries.flatMap(
    ({ all, handlers }) => handlers.find(([each]) => each === name)?.[1] ?? all,
  );
  return [...new Set(indexes)].flatMap((index) => facts.flows[index] ?? []);
}

/** Answers where the data of a function's events goes. */
export function answerFlows({ fn, mounts }: FunctionInput<DataFlowFacts>): FunctionAnswer {
  const nothing: FunctionAnswer = { reachable: new Map(), findings: [], problems: [] };
  if (isOfOtherLanguage(fn.runtime)) return nothing;
  const indexed = mounts.map(({ path, facts }) => ({
    path,
    index: facts && { byPath: new Map(facts.entries.map((entry, at) => [entry.path, at])) },
  }));
  const file = handlerFile(fn, indexed);
  const findings = mounts.flatMap(({ facts }, at) => {
    if (!facts || (file !== null && file !== 'any' && file.mount !== at)) return [];
    const started = file === null || file === 'any' ? 'any' : file.file;
    return flowsIn(facts, started, exportName(fn)).flatMap((flow) => findingOf(facts, flow));
  });
  return { ...nothing, findings };
}
