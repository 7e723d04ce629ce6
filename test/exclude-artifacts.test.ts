import { expect, test } from 'vitest';
import { excludeArtifacts } from '../src/exclude-artifacts.js';
import type { Acquisition } from '../src/sources/index.js';
import { functionOf } from './support/model-builders.js';

const PATHS = ['app/api.zip', 'app/shared.zip', 'examples/demo.zip'];

function acquisitionOf(): Acquisition {
  const mounts = (...paths: readonly string[]) => paths.map((artifact) => ({ artifact, path: '/var/task' }));
  return {
    artifacts: PATHS.map((path) => ({ key: path, path, name: path, kind: 'function', hostPath: `/${path}` })),
    functions: [
      functionOf('api', { mounts: mounts('app/api.zip', 'app/shared.zip') }),
      functionOf('demo', { mounts: mounts('examples/demo.zip') }),
    ],
    problems: [],
    functionProblems: new Map(),
  };
}

function exclude(...globs: readonly string[]) {
  const exclusions = globs.map((glob) => ({ glob, source: 'stowaway.config.yaml' }));
  return excludeArtifacts(acquisitionOf(), exclusions, () => null);
}

test.each([
  ['examples/**', ['app/api.zip', 'app/shared.zip']],
  ['examples', ['app/api.zip', 'app/shared.zip']],
  ['./examples/', ['app/api.zip', 'app/shared.zip']],
  ['**/*.zip', []],
  ['**/app/shared.zip', ['app/api.zip', 'examples/demo.zip']],
  ['exam', PATHS],
  ['*.zip', PATHS],
])('%s leaves %j', (glob, left) => {
  expect(exclude(glob).acquisition.artifacts.map(({ path }) => path)).toEqual(left);
});

test('a function of which nothing is left is left out, and named', () => {
  const { acquisition } = exclude('examples');
  expect(acquisition.functions.map(({ name }) => name)).toEqual(['api']);
  expect(acquisition.problems).toMatchObject([
    {
      path: 'examples/demo.zip',
      affectsCompleteness: true,
      message: expect.stringContaining('with it: demo.'),
    },
  ]);
});

test('a function that loses a layer stays, and says so', () => {
  const { acquisition } = exclude('app/shared.zip');
  const [api] = acquisition.functions;
  expect(api?.mounts.map(({ artifact }) => artifact)).toEqual(['app/api.zip']);
  expect(acquisition.functionProblems.get(api?.id ?? '')).toMatchObject([{ path: 'app/shared.zip' }]);
});

test('the gap of an exclusion is accepted by it, and no other gap is', () => {
  const { acquisition, accepts } = exclude('examples');
  const [problem] = acquisition.problems;
  const gap = {
    code: 'missing' as const,
    artifact: null,
    path: problem?.path ?? '',
    message: problem?.message ?? '',
  };
  const place = { account: null, region: null, names: [] };
  expect(accepts(gap, place)).toMatchObject({
    source: 'stowaway.config.yaml',
    reason: 'excluded by `examples`',
  });
  expect(accepts({ ...gap, path: 'app/api.zip' }, place)).toBeNull();
});

test('an exclusion that matches nothing is noted', () => {
  expect(exclude('nowhere/**').acquisition.problems).toMatchObject([
    { code: 'stale', affectsCompleteness: false, message: expect.stringContaining('nowhere/**') },
  ]);
});
