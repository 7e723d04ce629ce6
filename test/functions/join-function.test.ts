import { expect, it } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import { artifactOf, findingOf, functionOf, packageOf } from '../support/model-builders.js';

it('refers to the findings of a shared artifact once, with fingerprints of its own', () => {
  const lodash = packageOf('lodash', '4.17.20');
  const shared = artifactOf('layer', {
    packages: [lodash],
    findings: [findingOf({ package: lodash.id, fingerprint: 'advisory/GHSA-0000-0000-0000/npm%3Alodash/' })],
  });
  const mounts = [
    { artifact: 'layer', path: '/opt' },
    { artifact: 'layer', path: '/opt' },
  ];
  const [a, b] = ['a', 'b'].map((name) =>
    joinFunction(functionOf(name, { mounts }), new Map([['layer', shared]]), { problems: [] }),
  );
  expect(a?.findings).toEqual([
    {
      artifact: 'layer',
      id: 'GHSA-0000-0000-0000#npm:node_modules/lodash',
      fingerprint: 'advisory/GHSA-0000-0000-0000/npm%3Alodash/target%23a',
      suppression: null,
      isNew: null,
    },
  ]);
  expect(b?.findings[0]?.fingerprint).not.toBe(a?.findings[0]?.fingerprint);
});

it.each([
  ['a bare function may lack a layer', { platform: 'unknown' }, 'application', '/var/task', true],
  [
    'what only a package misses is broken or optional',
    { platform: 'unknown' },
    'package',
    '/var/task',
    false,
  ],
  ['what code only tries hides nothing', { platform: 'unknown' }, 'attempt', '/var/task', false],
  ['what a package can do without', { platform: 'unknown' }, 'optional', '/var/task', false],
  ['a layer was given', { platform: 'unknown' }, 'application', '/opt', false],
  ['the configuration names all layers', { platform: 'aws-lambda' }, 'application', '/var/task', false],
] as const)('an import that nothing provides: %s', (...[, fields, by, path, affectsCompleteness]) => {
  const code = artifactOf('fn', { unresolvedImports: [{ name: 'left-pad', by }] });
  const mounts = [
    { artifact: 'fn', path: '/var/task' },
    { artifact: 'other', path },
  ];
  const { problems } = joinFunction(functionOf('f', { ...fields, mounts }), new Map([['fn', code]]), {
    problems: [],
  });
  expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness }]);
});

it('reports once what is left out, and its owner', () => {
  const imports = [
    { name: 'a', by: 'attempt' as const },
    { name: 'b', by: 'optional' as const, importer: 'c' },
  ];
  const artifacts = new Map([['fn', artifactOf('fn', { unresolvedImports: imports })]]);
  const mounts = [{ artifact: 'fn', path: '/var/task' }];
  expect(
    joinFunction(functionOf('f', { mounts }), artifacts, { problems: [] }).problems.map(
      ({ message }) => message,
    ),
  ).toEqual([
    'Runs without optional packages that neither the function nor its layers hold: a, b (optional of c).',
  ]);
});

it.each([
  ['application', true],
  ['attempt', false],
] as const)('operations where an import of the %s is not there: at least these %s', (by, atLeast) => {
  const facts = {
    permissions: { operations: [], reasons: [], entries: [], inner: [], isSilent: true, ownScripts: 1 },
  };
  const code = artifactOf('code', { facts, unresolvedImports: [{ name: 'left-pad', by }] });
  const fn = functionOf('fn', {
    platform: 'aws-lambda',
    runtime: 'nodejs22.x',
    mounts: [{ artifact: 'code', path: '/var/task' }],
  });
  const { permissions } = joinFunction(fn, new Map([['code', code]]), { problems: [] });
  expect(permissions).toMatchObject({ needed: [], atLeast });
});
