import { describe, expect, it, test } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import type { EnvironmentHook, Finding, ServerlessFunction } from '../../src/model/index.js';
import { artifactOf, functionOf } from '../support/model-builders.js';

function ownFindings(fields: Partial<ServerlessFunction>): Finding[] {
  const artifacts = new Map(
    [artifactOf('code', { bootstrap: true }), artifactOf('layer', { bootstrap: true, kind: 'layer' })].map(
      (artifact) => [artifact.id, artifact] as const,
    ),
  );
  const { findings } = joinFunction(functionOf('f', fields), artifacts, { problems: [] });
  return findings.filter((finding) => 'kind' in finding);
}

function hook(name: string, code: EnvironmentHook['code'], vendor: string | null = null): EnvironmentHook {
  return { name, code, vendor };
}

describe('variables', () => {
  test.each([
    [hook('LD_PRELOAD', 'layer'), 'high'],
    [hook('LD_PRELOAD', 'unknown'), 'medium'],
    [hook('LD_PRELOAD', 'layer', 'Datadog'), 'low'],
    [hook('AWS_LAMBDA_RUNTIME_API', 'function'), 'high'],
    [hook('AWS_LAMBDA_EXEC_WRAPPER', 'layer'), 'medium'],
    [hook('AWS_LAMBDA_EXEC_WRAPPER', 'layer', 'Datadog'), 'low'],
    [hook('NODE_OPTIONS', 'elsewhere'), 'medium'],
    [hook('NODE_OPTIONS', 'function'), 'low'],
    [hook('NODE_OPTIONS', 'unknown'), 'low'],
  ])('%o is %s', (environmentHook, severity) => {
    expect(ownFindings({ environmentHooks: [environmentHook] })).toMatchObject([
      { kind: 'hook', rule: 'environment-hook', severity },
    ]);
  });

  it('names the variable, the vendor, and this function in its fingerprint', () => {
    const [finding] = ownFindings({ environmentHooks: [hook('NODE_OPTIONS', 'layer', 'Sentry')] });
    expect(finding?.title).toBe('NODE_OPTIONS makes the runtime load Sentry, by its name');
    expect(finding?.fingerprint).toBe('hook/environment-hook/variable%3ANODE_OPTIONS/target%23f');
  });

  it('reports nothing for a wrapper that a custom runtime does not start', () => {
    const environmentHooks = [hook('AWS_LAMBDA_EXEC_WRAPPER', 'layer')];
    expect(ownFindings({ environmentHooks, runtime: 'provided.al2023' })).toEqual([]);
    expect(ownFindings({ environmentHooks, runtime: null })).toHaveLength(1);
  });
});

describe('bootstrap', () => {
  const mounts = [
    { artifact: 'code', path: '/var/task' },
    { artifact: 'layer', path: '/opt' },
  ];
  const titlesOf = (fields: Partial<ServerlessFunction>) =>
    ownFindings({ mounts, ...fields })
      .filter(({ rule }) => rule === 'managed-bootstrap')
      .map(({ title }) => title);

  it('is a finding on a managed runtime, once a path', () => {
    expect(titlesOf({ mounts: [...mounts, ...mounts] })).toEqual([
      '/var/task/bootstrap is there although nodejs22.x has its own runtime',
      '/opt/bootstrap is there although nodejs22.x has its own runtime',
    ]);
  });

  it.each([
    ['a runtime of its own', { runtime: 'provided.al2023' }],
    ['a customer-managed runtime', { runtime: 'custom' }],
    ['a runtime that nobody knows', { runtime: null }],
    ['another platform', { platform: 'vercel' as const }],
    ['an image', { mounts: [{ artifact: 'code', path: '/' }] }],
  ])('is none with %s', (_which, fields) => {
    expect(titlesOf(fields)).toEqual([]);
  });

  it('of a layer is recognised by the wrapper of the vendor that starts it', () => {
    const environmentHooks = [hook('AWS_LAMBDA_EXEC_WRAPPER', 'layer', 'AWS Lambda Web Adapter')];
    expect(titlesOf({ environmentHooks })).toEqual([
      '/var/task/bootstrap is there although nodejs22.x has its own runtime',
    ]);
  });
});
