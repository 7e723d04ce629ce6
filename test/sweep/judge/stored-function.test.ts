import { describe, expect, it } from 'vitest';
import type { LoadedArtifact } from '../../../src/store/index.js';
import { joinable, serverlessFunction } from '../../../src/sweep/judge/stored-function.js';
import { artifactOf, findingOf, packageOf, settingsOf } from '../../support/model-builders.js';

const copy = packageOf('event-stream', '3.3.6', {
  presence: 'vendored',
  locations: [{ path: 'vendor/event-stream' }],
});
const own = packageOf('orders', '1.0.0', { presence: 'vendored', locations: [{ path: 'lib/orders' }] });

function stored(fields: Partial<LoadedArtifact>, inventory: object = {}): LoadedArtifact {
  const { roots, coverage, problems, unresolvedImports, bootstrap } = artifactOf('a');
  const whole = {
    roots,
    coverage,
    problems,
    unresolvedImports,
    bootstrap,
    packages: [packageOf('left-pad', '1.0.0')],
    copies: [copy, own],
    ...inventory,
  };
  const analysis = { inventory: whole, findings: [] };
  return { key: 'function:abc', kind: 'function', size: 7, tool: '1', matches: null, ...fields, analysis };
}

function namesOf(artifact: LoadedArtifact): string[] {
  return joinable(artifact, 'fn').packages.map(({ name }) => name);
}

describe('an artifact out of the store', () => {
  it('has the files that a handler can name, where its analysis kept them', () => {
    expect(joinable(stored({}), 'fn').handlerFiles).toBeNull();
    expect(joinable(stored({}, { handlerFiles: ['a.js'] }), 'fn').handlerFiles).toEqual(new Set(['a.js']));
  });

  it('has the copies that advisories speak of, and no folder that nothing is known of', () => {
    const matches = [findingOf({ package: copy.id })];
    expect(namesOf(stored({ matches }))).toEqual(['left-pad', 'event-stream']);
    expect(namesOf(stored({}))).toEqual(['left-pad']);
  });

  it('has the findings of advisories and of its analysis, and has no questions about unknown folders', () => {
    const matches = [findingOf({ package: copy.id })];
    const found = joinable(stored({ matches }), 'fn');
    expect(found.findings.map(({ package: id }) => id)).toEqual([copy.id]);
    expect(found).toMatchObject({ id: 'function:abc', sha256: 'abc', path: 'fn', problems: [] });
  });

  it('may be one that an earlier version stored, without copies', () => {
    expect(namesOf(stored({ matches: [findingOf({ package: copy.id })] }, { copies: undefined }))).toEqual([
      'left-pad',
    ]);
  });
});

describe('a function out of the store', () => {
  const fn = { arn: 'arn:fn', account: '1', region: 'r', name: 'fn', facts: { triggers: [] } };
  const version = {
    version: '3',
    reachable: true,
    code: 'function:abc',
    layers: ['layer:one'],
    facts: { packageType: 'zip', roleArn: null, environment: [], environmentHooks: [] },
    role: null,
    roleFunctions: 1,
  };
  const describeWith = (artifacts: Parameters<typeof serverlessFunction>[2]) =>
    serverlessFunction(fn as Parameters<typeof serverlessFunction>[0], version, artifacts);

  it('mounts its code and its layers', () => {
    const artifacts = new Map([
      ['function:abc', artifactOf('function:abc')],
      ['layer:one', artifactOf('layer:one')],
    ]);
    const { fn: described, problems } = describeWith(artifacts);
    expect(problems).toEqual([]);
    expect(described.mounts).toEqual([
      { artifact: 'function:abc', path: '/var/task' },
      { artifact: 'layer:one', path: '/opt' },
    ]);
  });

  it('is incomplete for each part that was not read', () => {
    const { fn: described, problems } = describeWith(new Map());
    expect(described.mounts).toEqual([]);
    expect(problems.map(({ message, affectsCompleteness }) => [message, affectsCompleteness])).toEqual([
      ['Its code (version 3) was not read.', true],
      ['What this layer holds was not read.', true],
    ]);
  });

  it.each([
    [
      { name: 'run', policies: [] },
      { name: 'run', arn: 'arn:role', policies: [] },
    ],
    [null, { name: null, arn: 'arn:role', policies: null }],
  ])('has the role that the survey read: %j', (role, expected) => {
    const changed = { ...version, facts: { ...version.facts, roleArn: 'arn:role' }, role };
    const { fn: described } = serverlessFunction(
      fn as Parameters<typeof serverlessFunction>[0],
      changed,
      new Map(),
    );
    expect(described.role).toEqual(expected);
  });

  const SETTINGS = { ...settingsOf(), destinations: ['arn:dead-letters'] };
  const settingsWith = (more: object, functionFacts: object) => {
    const facts = { triggers: [], polled: [], failed: ['arn:failed'], ...functionFacts };
    const changed = { ...version, facts: { ...version.facts, settings: SETTINGS, ...more } };
    const known = { ...fn, facts } as Parameters<typeof serverlessFunction>[0];
    return serverlessFunction(known, changed, new Map()).fn.settings;
  };

  it('has the destinations of asynchronous calls, where they were read', () => {
    expect(settingsWith({}, { sentTo: ['arn:done'] })).toMatchObject({
      destinations: ['arn:dead-letters', 'arn:failed', 'arn:done'],
      destinationsKnown: true,
      encrypted: null,
    });
    expect(settingsWith({}, { sentTo: null })?.destinationsKnown).toBe(false);
    expect(settingsWith({}, {})?.destinationsKnown).toBe(false);
  });

  it('has the settings that the function has for all versions; earlier versions of stowaway stored none', () => {
    const settings = {
      ...SETTINGS,
      limits: { timeoutSeconds: 3 },
      operation: { tracingOff: false, signed: null, othersSigned: false, keepsFailed: null },
    };
    const operation = { sendsFailed: false, reservedConcurrency: null, signed: false, othersSigned: true };
    expect(settingsWith({ settings }, { operation })).toMatchObject({
      limits: { timeoutSeconds: 3, reservedConcurrency: null },
      operation: { keepsFailed: false, signed: false, othersSigned: true },
    });
    expect(settingsWith({ settings, packageType: 'image' }, { operation })?.operation?.signed).toBeNull();
    expect(settingsWith({ settings }, { sentTo: ['arn:done'] })?.operation?.keepsFailed).toBeNull();
  });

  it('has the policies of resources and the references of variables that the survey kept', () => {
    const policy = { resource: 'arn:x', name: 'p', isOwn: true, statements: [] };
    const reference = { name: 'TABLE', kind: 'arn', service: 'dynamodb', value: 'arn:t' };
    const settings = { ...SETTINGS, environmentReferences: [reference] };
    expect(settingsWith({ settings, resourcePolicies: [policy] }, {})).toMatchObject({
      environmentReferences: [reference],
      resourcePolicies: [policy],
    });
  });
});
