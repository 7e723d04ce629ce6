import { expect, test } from 'vitest';
import { analyseArtifact, answerFunction, type Analysis } from '../../src/analysis/index.js';
import { NO_INVENTORY } from '../../src/model/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { artifactOf, findingOf, functionOf } from '../support/model-builders.js';

const TARGET = {
  tree: memoryTree({ 'index.js': 'f()', run: '' }),
  inventory: { ...NO_INVENTORY, scripts: ['run'] },
  kind: 'function',
} as const;

/** An analysis of a given name that answers with its own name. */
function named(id: string, fields: Partial<Analysis> = {}): Analysis {
  const finding = findingOf({ rule: id });
  return {
    id,
    title: id,
    analyseArtifact: () => Promise.resolve({ facts: { id }, findings: [finding], problems: [] }),
    answerFunction: () => ({ reachable: new Map(), findings: [finding], problems: [] }),
    ...fields,
  };
}

test('without analyses nothing is read and nothing is kept', async () => {
  const tree = new Proxy(TARGET.tree, {
    get() {
      throw new Error('the tree is not to be touched');
    },
  });
  const answer = await analyseArtifact({ ...TARGET, tree }, []);
  expect(answer).toEqual({ facts: null, findings: [], problems: [], examined: [] });
});

test('facts are kept by the id of their analysis, findings in the order of the analyses', async () => {
  const { facts, findings } = await analyseArtifact(TARGET, [named('a'), named('b')]);
  expect(facts).toEqual({ a: { id: 'a' }, b: { id: 'b' } });
  expect(findings.map(({ rule }) => rule)).toEqual(['a', 'b']);
});

test('problems have the id of their analysis, of artifacts and of functions', async () => {
  const problem = {
    code: 'timed-out',
    path: '',
    message: 'The time was over.',
    affectsCompleteness: true,
  } as const;
  const late = named('b', {
    analyseArtifact: () => Promise.resolve({ facts: null, findings: [], problems: [problem] }),
    answerFunction: () => ({ reachable: new Map(), findings: [], problems: [problem] }),
  });
  const analyses = [named('a'), late];
  const { problems } = await analyseArtifact(TARGET, analyses);
  expect(problems).toEqual([{ ...problem, analysis: 'b' }]);
  const answer = answerFunction(functionOf('f'), [], { analyses });
  expect(answer.problems).toEqual([{ ...problem, analysis: 'b' }]);
});

test('an analysis is given the scripts of the artifact', async () => {
  let scripts: readonly string[] = [];
  const analysis = named('a', {
    analyseArtifact: ({ program }) => {
      scripts = program.scripts;
      return Promise.resolve({ facts: null, findings: [], problems: [] });
    },
  });
  await analyseArtifact(TARGET, [analysis]);
  expect(scripts).toEqual(['index.js', 'run']);
});

test('an analysis of a function gets its own facts, and null where there are none', () => {
  const seen: unknown[] = [];
  const analysis = named('a', {
    answerFunction: ({ mounts }) => {
      seen.push(...mounts.map(({ facts }) => facts));
      return { reachable: new Map(), findings: [], problems: [] };
    },
  });
  const mount = { path: '/var/task', artifact: artifactOf('code') };
  const stored = [{ a: 1, b: 2 }, { b: 2 }, null];
  answerFunction(
    functionOf('fn'),
    stored.map((facts) => ({ ...mount, facts })),
    { analyses: [analysis] },
  );
  expect(seen).toEqual([1, null, null]);
});

const LOADED = { reachable: true, when: 'start', via: [] } as const;
const UNREACHABLE = { reachable: false, when: null, via: [] } as const;

test('each analysis receives the results of those before it; the last result for a package counts', () => {
  const first = named('a', {
    answerFunction: () => ({
      reachable: new Map([
        ['code#x', UNREACHABLE],
        ['code#y', UNREACHABLE],
      ]),
      findings: [findingOf({ rule: 'a' })],
      problems: [],
    }),
  });
  const second = named('b', {
    answerFunction: ({ before }) => ({
      reachable: new Map([...before.reachable.keys()].slice(0, 1).map((key) => [key, LOADED])),
      findings: before.findings.map(() => findingOf({ rule: 'b' })),
      problems: [],
    }),
  });
  const { reachable, findings } = answerFunction(functionOf('fn'), [], { analyses: [first, second] });
  expect([...reachable]).toEqual([
    ['code#x', LOADED],
    ['code#y', UNREACHABLE],
  ]);
  expect(findings.map(({ rule }) => rule)).toEqual(['a', 'b']);
});

test('findings about a function have its id in their fingerprint', () => {
  const { findings } = answerFunction(functionOf('fn'), [], { analyses: [named('a')] });
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(['advisory/a//target%23fn']);
});
