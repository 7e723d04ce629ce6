import { createHash } from 'node:crypto';
import { fingerprintOf, PLAIN_FINDING, type Finding } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput } from '../analysis.js';
import { exportName, handlerFile } from '../handler-files.js';
import { isOfOtherLanguage } from '../own-scripts.js';
import { notFollowed } from './not-followed.js';
import type { DataFlow, DataFlowFacts, FlowStep } from './flow-facts.js';

const HANDLER_IS_INNER = 'the file of the handler was only followed together with others';

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

/** Files that a function without a handler may start: those of usual handlers, if there are any. Tools' files are none. */
function likelyEntries({ entries }: DataFlowFacts): DataFlowFacts['entries'] {
  const likely = entries.filter(({ isLikely }) => isLikely);
  return likely.length > 0 ? likely : entries.filter(({ path }) => !/(?:^|\/)\./.test(path));
}

/** The entries of a mount that a function starts. Where none is its handler's file, each of them may hold the handler. */
function startedEntries(facts: DataFlowFacts, file: number | 'any' | null): DataFlowFacts['entries'] {
  if (file === 'any') return likelyEntries(facts);
  return file === null || file >= facts.entries.length ? facts.entries : facts.entries.slice(file, file + 1);
}

/** The ways of data in code of a mount that a function's handler starts. */
function flowsIn(facts: DataFlowFacts, file: number | 'any' | null, name: string | null): DataFlow[] {
  const indexes = startedEntries(facts, file).flatMap(
    ({ all, handlers }) => handlers.find(([each]) => each === name)?.[1] ?? all,
  );
  return [...new Set(indexes)].flatMap((index) => facts.flows[index] ?? []);
}

/** Paths of files, those of entries first. */
function pathsOf({ entries, inner }: DataFlowFacts): readonly string[] {
  return [...entries.map(({ path }) => path), ...inner];
}

/** Answers where the data of a function's events goes. */
export function answerFlows({ fn, mounts }: FunctionInput<DataFlowFacts>): FunctionAnswer {
  const nothing: FunctionAnswer = { reachable: new Map(), findings: [], problems: [] };
  if (isOfOtherLanguage(fn.runtime)) return nothing;
  const indexed = mounts.map(({ path, facts }) => ({
    path,
    index: facts && { byPath: new Map(pathsOf(facts).map((each, at) => [each, at])) },
  }));
  const file = handlerFile(fn, indexed);
  const isOne = file !== null && file !== 'any';
  const findings = mounts.flatMap(({ facts }, at) => {
    if (!facts || (isOne && file.mount !== at)) return [];
    return flowsIn(facts, isOne ? file.file : file, exportName(fn)).flatMap((flow) => findingOf(facts, flow));
  });
  const isInner = isOne && file.file >= (mounts[file.mount]?.facts?.entries.length ?? 0);
  return {
    ...nothing,
    findings: [...new Map(findings.map((finding) => [finding.id, finding])).values()],
    problems: isInner ? [notFollowed('unresolved', fn.handler ?? '', HANDLER_IS_INNER)] : [],
  };
}
