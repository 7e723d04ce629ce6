import type { Analysis, ArtifactInput } from '../../src/analysis/index.js';
import {
  fingerprintOf,
  PLAIN_FINDING,
  type Finding,
  type Package,
  type Problem,
} from '../../src/model/index.js';

/** Scripts that call `eval`. */
interface EvalFacts {
  readonly callers: readonly string[];
}

async function factsOf({ tree, program }: ArtifactInput) {
  const callers: string[] = [];
  const problems: Problem[] = [];
  const unread = (path: string, code: Problem['code']): void => {
    const message = 'The script was not looked at for calls of eval.';
    problems.push({ code, path, message, affectsCompleteness: true });
  };
  for await (const { path, bytes } of tree.readMany(program.scripts)) {
    if (!bytes) unread(path, 'malformed');
    else if (/\beval\s*\(/.test(new TextDecoder().decode(bytes))) callers.push(path);
  }
  return { callers, problems };
}

function evalFinding(path: string): Finding {
  return {
    ...PLAIN_FINDING,
    id: `eval#${path}`,
    kind: 'injection',
    rule: 'eval',
    title: `${path} calls eval`,
    severity: 'low',
    confidence: 'high',
    locations: [{ path }],
    evidence: [{ path, line: null, detail: 'eval(' }],
    remediation: { action: 'review', version: null, major: false, direct: null, text: 'Do not call eval.' },
    why: null,
    fingerprint: fingerprintOf({ kind: 'injection', rule: 'eval', subject: path }),
  };
}

function holds({ locations }: Package, paths: readonly string[]): boolean {
  return locations.some(({ path }) => paths.some((one) => one.startsWith(`${path}/`)));
}

const LOADED = { reachable: true, when: 'start', via: [] } as const;

/** The smallest possible analysis: packages that call `eval` are reached, and functions that anyone may call are reported. */
export const toyAnalysis: Analysis<EvalFacts> = {
  id: 'toy',
  title: 'calls of eval',
  async analyseArtifact(input) {
    const { callers, problems } = await factsOf(input);
    return { facts: { callers }, findings: [], problems };
  },
  answerFunction({ fn, mounts }) {
    const isCalled = fn.triggers.some(({ type }) => type === 'http');
    const callers = mounts.flatMap(({ facts }) => facts?.callers ?? []);
    const reached = mounts.flatMap(({ artifact, facts }) =>
      artifact.packages
        .filter((found) => holds(found, facts?.callers ?? []))
        .map(({ id }) => [`${artifact.id}#${id}`, LOADED] as const),
    );
    return { reachable: new Map(reached), findings: isCalled ? callers.map(evalFinding) : [], problems: [] };
  },
};
