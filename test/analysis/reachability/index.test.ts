import { describe, expect, it, test } from 'vitest';
import type { ReachabilityFacts } from '../../../src/analysis/reachability/facts.js';
import { reachability } from '../../../src/analysis/reachability/index.js';
import type { ServerlessFunction } from '../../../src/model/index.js';
import { A_AND_B, answersFor, installed, mountOf, type Answer } from '../../support/loaded-packages.js';
import { functionOf, packageOf } from '../../support/model-builders.js';
import { describeAnalysis } from '../contract.js';

describe('packages without a script of the function itself', () => {
  it.each<readonly [what: string, files: Readonly<Record<string, string>>]>([
    ['only packages', {}],
    ['no script beside them', { 'package.json': '{"dependencies":{"a":"1"}}', 'page.html': '' }],
    ['a script of another language', { 'app.py': '' }],
  ])('%s: nothing is called not loaded', async (_, files) => {
    expect(await answersFor({ files: { ...files, ...A_AND_B }, fn: { handler: null } })).toEqual({
      a: 'unknown',
      b: 'unknown',
    });
  });
});

describe('what starts a function', () => {
  const files = { 'index.js': '', 'src/app.js': "require('a')", ...A_AND_B };

  it.each<readonly [what: string, fn: Partial<ServerlessFunction>, a: Answer, b: Answer]>([
    ['its handler', { handler: 'src/app.handler' }, 'start', 'no'],
    ['a handler of another file', { handler: 'index.handler' }, 'no', 'no'],
    ['an unknown handler: any own script', { handler: null }, 'unknown', 'no'],
    ['a handler that is not there', { handler: 'other.handler' }, 'unknown', 'unknown'],
    ['a runtime of another language', { runtime: 'python3.12' }, 'unknown', 'unknown'],
    [
      'a preload that is not known',
      { environmentHooks: [{ name: 'NODE_OPTIONS', code: 'function', vendor: null }] },
      'unknown',
      'unknown',
    ],
  ])('%s', async (...[, fn, a, b]) => {
    expect(await answersFor({ files, fn })).toEqual({ a, b });
  });

  it('counts what extensions and wrappers of a layer may start', async () => {
    const layer = {
      'extensions/x': '#!/bin/sh\nnode /opt/own.js\n',
      'own.js': "require('./nodejs/node_modules/c')",
      ...installed('c', '', 'nodejs/node_modules'),
    };
    expect(await answersFor({ files, layer })).toMatchObject({ a: 'no', c: 'unknown' });
  });
});

test('everything in a layer with an extension may be started by it', async () => {
  const layer = {
    'extensions/x': '#!/bin/sh\nnode /opt/nodejs/node_modules/c/cli.js\n',
    ...installed('c', '', 'nodejs/node_modules'),
  };
  const files = { 'index.js': '', ...installed('a') };
  expect(await answersFor({ files, layer })).toEqual({ a: 'no', c: 'unknown' });
});

test('the way to a package is that of its imports', async () => {
  const files = {
    'index.js': "require('./lib/x')",
    'lib/x.js': "require('a')",
    ...installed('a', "require('b')"),
    ...installed('b'),
  };
  const mount = await mountOf(files, 'function', '/var/task');
  const { reachable } = reachability.answerFunction({
    fn: functionOf('fn', { mounts: [{ artifact: mount.artifact.id, path: '/var/task' }] }),
    mounts: [mount],
    before: { reachable: new Map(), findings: [], problems: [] },
  });
  const ways = [...reachable.values()].map(({ via }) => via);
  expect(ways).toContainEqual(['index.js', 'lib/x.js', 'node_modules/a/index.js', 'node_modules/b/index.js']);
});

test('names of Object in scanned code are names as others', async () => {
  const files = {
    'index.js': "require('constructor'); require('__proto__')",
    ...installed('constructor'),
    ...installed('a'),
  };
  const facts: ReachabilityFacts = (await mountOf(files, 'function', '/var/task')).facts;
  expect(facts.isWhole).toBe(true);
  expect(await answersFor({ files })).toMatchObject({ a: 'no', constructor: 'start' });
});

describeAnalysis({
  analysis: reachability,
  files: { 'index.js': "require('a')", ...A_AND_B },
  inventory: { packages: [packageOf('a', '1.0.0'), packageOf('b', '1.0.0')] },
});
