import { expect, it } from 'vitest';
import type { FunctionPackage, FunctionReport } from '../../src/model/index.js';
import { loadedWords } from '../../src/reporters/loaded-words.js';
import { artifactOf, findingOf, functionOf, packageOf } from '../support/model-builders.js';

type View = Pick<FunctionPackage, 'reachable' | 'when'>;

const START: View = { reachable: true, when: 'start' };
const CALL: View = { reachable: true, when: 'call' };
const NEVER: View = { reachable: false, when: null };
const UNKNOWN: View = { reachable: null, when: null };

it.each<readonly [words: string, views: readonly View[]]>([
  ['loaded at start', [NEVER, START, CALL]],
  ['loaded only when called', [CALL, UNKNOWN]],
  ['not loaded', [NEVER, NEVER]],
  ['', [NEVER, UNKNOWN]],
  ['', [UNKNOWN]],
  ['', []],
])('%s', (words, views) => {
  const found = packageOf('a', '1.0.0');
  const functions = views.map((view, at) => {
    const packages = [{ artifact: 'code', id: found.id, ...view, via: [], shadowedBy: null }];
    return { ...functionOf(`fn${at}`), packages } as unknown as FunctionReport;
  });
  const group = {
    artifact: artifactOf('code', { packages: [found] }),
    packages: [found],
    findings: [findingOf({ package: found.id })] as const,
  };
  expect(loadedWords(group, functions)).toBe(words);
});
