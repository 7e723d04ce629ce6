import { describe, expect, it } from 'vitest';
import type { Analysis, ArtifactInput, FunctionInput } from '../../src/analysis/index.js';
import type { FileTree } from '../../src/files/index.js';
import {
  NO_INVENTORY,
  type Finding,
  type FlowRules,
  type Inventory,
  type ServerlessFunction,
} from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { artifactOf, functionOf } from '../support/model-builders.js';

export interface AnalysisContract {
  readonly analysis: Analysis;
  /** Files of an artifact that the analysis has something to say about. */
  readonly files: Readonly<Record<string, string>>;
  readonly inventory?: Partial<Inventory>;
  /** Rules about where data goes. */
  readonly flows?: FlowRules;
  /** Its facts about the function that mounts the artifact. */
  readonly fn?: Partial<ServerlessFunction>;
}

const NOTHING_BEFORE = { reachable: new Map(), findings: [], problems: [] } as const;

/** Trees that attack or confuse their reader. */
const HOSTILE: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  ['no file', {}],
  ['a script that does not parse', { 'index.js': 'exports.handler = (' }],
  ['bytes that are no text', { 'index.js': '\u0000\uFFFD\u0001' }],
  ['names of Object', { '__proto__.js': 'a()', 'constructor/index.js': 'b()', 'toString.js': 'c()' }],
  ['deep nesting', { 'index.js': `${'('.repeat(20_000)}${')'.repeat(20_000)}` }],
];

function inputOf(tree: FileTree, inventory: Partial<Inventory> = {}): ArtifactInput {
  const whole = { ...NO_INVENTORY, ...inventory };
  return {
    tree,
    inventory: whole,
    program: programOf(tree, whole.scripts),
    kind: 'function',
  };
}

function isWhole({ evidence, remediation, fingerprint }: Finding): boolean {
  return evidence.length > 0 && remediation !== null && fingerprint !== '';
}

function describeArtifacts({ analysis, files, inventory, flows }: AnalysisContract): void {
  const answerOf = () =>
    analysis.analyseArtifact({ ...inputOf(memoryTree(files), inventory), ...(flows && { flows }) });

  it('gives the same answer twice', async () => {
    expect(await answerOf()).toEqual(await answerOf());
  });

  it('keeps facts that JSON does not change', async () => {
    const { facts } = await answerOf();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(facts).not.toBeUndefined();
  });

  it('has evidence, advice and a fingerprint for every finding', async () => {
    const { findings } = await answerOf();
    expect(findings.filter((finding) => !isWhole(finding))).toEqual([]);
  });

  it.each(HOSTILE)('never throws: %s', async (_what, hostile) => {
    const { findings, problems } = await analysis.analyseArtifact(inputOf(memoryTree(hostile)));
    expect([Array.isArray(findings), Array.isArray(problems)]).toEqual([true, true]);
  });
}

function describeFunctions({ analysis, files, inventory, fn }: AnalysisContract): void {
  const artifact = artifactOf('code', { packages: inventory?.packages ?? [] });
  const mounted = functionOf('fn', { ...fn, mounts: [{ artifact: artifact.id, path: '/var/task' }] });
  const inputFor = (facts: unknown): FunctionInput<unknown> => ({
    fn: mounted,
    mounts: [{ path: '/var/task', artifact, facts }],
    before: NOTHING_BEFORE,
  });
  const analysed = async () => (await analysis.analyseArtifact(inputOf(memoryTree(files), inventory))).facts;

  it('answers about a function from stored facts as from fresh ones', async () => {
    const facts = await analysed();
    const stored: unknown = JSON.parse(JSON.stringify(facts));
    expect(analysis.answerFunction(inputFor(stored))).toEqual(analysis.answerFunction(inputFor(facts)));
  });

  it('calls nothing unreachable in an artifact that could not be analysed', () => {
    const { reachable } = analysis.answerFunction(inputFor(null));
    expect([...reachable.values()].filter((answer) => !answer.reachable)).toEqual([]);
  });

  it('speaks only of packages that the function mounts', async () => {
    const known = new Set(artifact.packages.map(({ id }) => `${artifact.id}#${id}`));
    const { reachable, findings } = analysis.answerFunction(inputFor(await analysed()));
    expect([...reachable.keys()].filter((key) => !known.has(key))).toEqual([]);
    expect(findings.filter((finding) => !isWhole(finding))).toEqual([]);
  });

  it('answers about a function that mounts nothing', () => {
    const { reachable } = analysis.answerFunction({ ...inputFor(null), mounts: [] });
    expect(reachable.size).toBe(0);
  });
}

/** Properties of every analysis. */
export function describeAnalysis(contract: AnalysisContract): void {
  describe(`${contract.analysis.id}: artifacts`, () => {
    describeArtifacts(contract);
  });
  describe(`${contract.analysis.id}: functions`, () => {
    describeFunctions(contract);
  });
}
