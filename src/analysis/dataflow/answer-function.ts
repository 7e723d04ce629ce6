import { createHash } from 'node:crypto';
import {
  CONFIDENCES,
  compareSeverity,
  fingerprintOf,
  PLAIN_FINDING,
  resourceWords,
  type Finding,
  type ServerlessFunction,
} from '../../model/index.js';
import type { FunctionAnswer, FunctionInput, StoredData } from '../analysis.js';
import { injectionSeverity, sendingTriggers, type Sender } from '../injection-severity.js';
import { flowEvidence } from '../told-steps.js';
import type { DataFlow, DataFlowFacts, LanguageFlows } from '../flow-facts.js';
import { flowsOfFunction, type FunctionFlow } from './function-flows.js';
import { storedFor } from './stored-by.js';

/** Hex digits that tell the ways of data in one function apart. */
const WAY_DIGITS = 16;

/** The same for the same code, wherever it stands. */
function wayOf({ steps }: DataFlow): string {
  const text = steps.map((step) => step.text.replace(/\s/g, '')).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, WAY_DIGITS);
}

type Rule = LanguageFlows['rules'][number];

/** A flow that somebody outside can cause. */
interface CausedFlow {
  readonly fn: ServerlessFunction;
  readonly flow: DataFlow;
  readonly rule: Rule;
  readonly sender: Sender;
}

function findingOf({ fn, flow, rule, sender }: CausedFlow): Finding {
  const { severity, reason } = injectionSeverity(rule, fn, sender);
  const way = wayOf(flow);
  return {
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
    evidence: flowEvidence(flow),
    remediation: { action: 'review', version: null, major: false, direct: null, text: rule.do },
    fingerprint: fingerprintOf({ kind: rule.kind, rule: rule.id, subject: `way:${way}` }),
  };
}

function lower(confidence: Finding['confidence']): Finding['confidence'] {
  return CONFIDENCES[CONFIDENCES.indexOf(confidence) + 1] ?? confidence;
}

/** The functions and resources that data passes, in a sentence. */
function wayWords({ ways }: StoredData): string {
  const words = ways.map(({ fn, resource }, at) => {
    const into = resourceWords(resource);
    return at === 0
      ? `${fn.name} puts data of its events into ${into}`
      : `${fn.name} takes it from there and puts it into ${into}`;
  });
  return `${words.join(', ')}, where this function takes it from.`;
}

/** A finding whose data another function puts where this one takes it from. */
function linkedFinding(caused: Omit<CausedFlow, 'sender'>, stored: StoredData): Finding {
  const { triggers } = stored;
  const found = findingOf({ ...caused, sender: { fn: stored.fn, triggers } });
  return {
    ...found,
    why: `${wayWords(stored)} ${found.why ?? ''}`,
    confidence: lower(found.confidence),
    evidence: [...stored.evidence, ...found.evidence],
  };
}

function worse(a: Finding, b: Finding): Finding {
  return compareSeverity(b.severity, a.severity) < 0 ? b : a;
}

/** The finding about a flow in a function, if there is one: of its own events, or of what functions of the application have stored. */
function findingFor(
  fn: ServerlessFunction,
  { flow, facts }: FunctionFlow,
  stored: readonly StoredData[],
): Finding[] {
  const rule = facts.rules.find(({ id }) => id === flow.rule);
  if (!rule) return [];
  const triggers = flow.from ? null : sendingTriggers(fn, flow);
  const own = triggers && findingOf({ fn, flow, rule, sender: { fn, triggers } });
  const [first, ...more] = storedFor(fn, flow, stored).map((each) => linkedFinding({ fn, flow, rule }, each));
  if (!first) return own ? [own] : [];
  const linked = more.reduce(worse, first);
  if (!own) return [linked];
  // The way within this function is as sure as without the other one.
  return [
    compareSeverity(linked.severity, own.severity) > 0 ? own : { ...linked, confidence: own.confidence },
  ];
}

/** Answers where the data of a function's events goes. */
export function answerFlows({ fn, mounts, stored = [] }: FunctionInput<DataFlowFacts>): FunctionAnswer {
  const { flows, problems } = flowsOfFunction(fn, mounts);
  const findings = flows.flatMap((each) => findingFor(fn, each, stored));
  return {
    reachable: new Map(),
    findings: [...new Map(findings.map((finding) => [finding.id, finding])).values()],
    problems,
  };
}
