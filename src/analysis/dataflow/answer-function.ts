import { createHash } from 'node:crypto';
import { fingerprintOf, PLAIN_FINDING, type Finding, type ServerlessFunction } from '../../model/index.js';
import type { FunctionAnswer, FunctionInput } from '../analysis.js';
import { exportName, handlerFile, type MountedFiles } from '../handler-files.js';
import { isOfOtherLanguage, isWithoutPython } from '../own-scripts.js';
import { pythonFile } from '../python-handler.js';
import { injectionSeverity, sendingTriggers } from '../injection-severity.js';
import {
  notFollowed,
  type DataFlow,
  type DataFlowFacts,
  type FlowStep,
  type LanguageFlows,
} from './flow-facts.js';

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

function findingOf(fn: ServerlessFunction, { rules }: LanguageFlows, flow: DataFlow): Finding[] {
  const rule = rules.find(({ id }) => id === flow.rule);
  const triggers = sendingTriggers(fn, flow);
  if (!rule || !triggers) return [];
  const { severity, reason } = injectionSeverity(rule, fn, triggers);
  const way = wayOf(flow);
  return [
    {
      ...PLAIN_FINDING,
      id: `${rule.id}#${way}`,
      kind: rule.kind,
      rule: rule.id,
      title: rule.title,
      why: `${rule.why} ${reason}`,
      severity,
      confidence: rule.confidence,
      cwes: rule.cwes,
      references: rule.references,
      locations: [...new Set(flow.steps.slice(-1).map(({ path }) => path))].map((path) => ({ path })),
      evidence: flow.steps.map((step) => ({
        path: step.path,
        line: step.line,
        detail: stepWords(step),
        ...(step.frame && { frame: step.frame }),
      })),
      remediation: { action: 'review', version: null, major: false, direct: null, text: rule.do },
      fingerprint: fingerprintOf({ kind: rule.kind, rule: rule.id, subject: `way:${way}` }),
    },
  ];
}

/** Files that a function without a handler may start: those of usual handlers, if there are any. Tools' files are none. */
function likelyEntries({ entries }: LanguageFlows): LanguageFlows['entries'] {
  const likely = entries.filter(({ isLikely }) => isLikely);
  return likely.length > 0 ? likely : entries.filter(({ path }) => !/(?:^|\/)\./.test(path));
}

/** The entries of a mount that a function starts. Where none is its handler's file, each of them may hold the handler. */
function startedEntries(facts: LanguageFlows, file: number | 'any' | null): LanguageFlows['entries'] {
  if (file === 'any') return likelyEntries(facts);
  return file === null || file >= facts.entries.length ? facts.entries : facts.entries.slice(file, file + 1);
}

/** The ways of data in code of a mount that a function's handler starts. */
function flowsIn(facts: LanguageFlows, file: number | 'any' | null, name: string | null): DataFlow[] {
  const indexes = startedEntries(facts, file).flatMap(
    ({ all, handlers }) => handlers.find(([each]) => each === name)?.[1] ?? all,
  );
  return [...new Set(indexes)].flatMap((index) => facts.flows[index] ?? []);
}

/** Paths of files, those of entries first. */
function pathsOf({ entries, inner }: LanguageFlows): readonly string[] {
  return [...entries.map(({ path }) => path), ...inner];
}

interface LanguageMount {
  readonly path: string;
  readonly flows: LanguageFlows | null;
}

type FindFile = (fn: ServerlessFunction, mounts: readonly MountedFiles[]) => ReturnType<typeof handlerFile>;

/** Where the data of events goes in code of one language. */
function answerFor(
  fn: ServerlessFunction,
  mounts: readonly LanguageMount[],
  findFile: FindFile,
): Pick<FunctionAnswer, 'findings' | 'problems'> {
  const indexed = mounts.map(({ path, flows }) => ({
    path,
    index: flows && { byPath: new Map(pathsOf(flows).map((each, at) => [each, at])) },
  }));
  const file = findFile(fn, indexed);
  const isOne = file !== null && file !== 'any';
  const findings = mounts.flatMap(({ flows }, at) => {
    if (!flows || (isOne && file.mount !== at)) return [];
    return flowsIn(flows, isOne ? file.file : file, exportName(fn)).flatMap((flow) =>
      findingOf(fn, flows, flow),
    );
  });
  const isInner = isOne && file.file >= (mounts[file.mount]?.flows?.entries.length ?? 0);
  const inner = isInner ? [notFollowed('unresolved', fn.handler ?? '', HANDLER_IS_INNER)] : [];
  return { findings, problems: [...mounts.flatMap(({ flows }) => flows?.problems ?? []), ...inner] };
}

/** Answers where the data of a function's events goes. */
export function answerFlows({ fn, mounts }: FunctionInput<DataFlowFacts>): FunctionAnswer {
  const of = (language: keyof DataFlowFacts): LanguageMount[] =>
    mounts.map(({ path, facts }) => ({ path, flows: facts?.[language] ?? null }));
  const answers = [
    ...(isOfOtherLanguage(fn.runtime) ? [] : [answerFor(fn, of('javascript'), handlerFile)]),
    ...(isWithoutPython(fn.runtime) ? [] : [answerFor(fn, of('python'), pythonFile)]),
  ];
  const findings = answers.flatMap((answer) => answer.findings);
  return {
    reachable: new Map(),
    findings: [...new Map(findings.map((finding) => [finding.id, finding])).values()],
    problems: answers.flatMap(({ problems }) => problems),
  };
}
