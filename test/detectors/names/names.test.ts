import { describe, expect, it, test } from 'vitest';
import { names } from '../../../src/detectors/names/index.js';
import { NO_INVENTORY, type Finding, type Package } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { findingOf, packageOf } from '../../support/model-builders.js';

const signatures = { version: 'none', rules: [] };

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly found?: readonly Finding[];
}

async function detect(packages: readonly Package[], { files = {}, found = [] }: Given = {}) {
  const roots = [{ id: 'npm:', path: '', name: null, manager: null }];
  const inventory = { ...NO_INVENTORY, roots, packages };
  return (await names.detect({ tree: memoryTree(files), inventory, signatures, found })).findings;
}

async function judge(name: string, version = '1.0.0') {
  const [finding] = await detect([packageOf(name, version)]);
  return finding && [finding.rule, finding.severity];
}

describe('a name alone is never more than MEDIUM', () => {
  test.each([
    ['crossenv', 'name-separator', 'medium'],
    ['react_dom', 'name-separator', 'medium'],
    ['l0dash', 'name-homoglyph', 'medium'],
    ['\u0435xpress', 'name-homoglyph', 'medium'],
    ['mongose', 'name-letter', 'medium'],
    ['@bable/core', 'name-letter', 'medium'],
    ['types-node', 'name-scope', 'low'],
    ['aws-sdk-client-s3', 'name-scope', 'low'],
    ['react-codeshift', 'name-invented', 'medium'],
    ['boto3', 'name-python', 'low'],
  ])('%s: %s, %s', async (name, rule, severity) => {
    expect(await judge(name)).toEqual([rule, severity]);
  });
});

describe('benign neighbours of popular names', () => {
  test.each(
    (
      'tslint eslint listr listr2 npm-run-all2 didyoumean2 lodash.set lodash.get @tsconfig/node20 @tsconfig/node10 ' +
      '@types/yazl @types/yauzl yazl yauzl args yargs watch batch trouter router flatten flatted json3 json5 edn-data mdn-data ' +
      'remend resend ocache nocache cli-spinner cli-spinners @npm/types @pnpm/types @peculiar/asn1-pkcs8 @peculiar/asn1-pkcs9 ' +
      '@aws-sdk/middleware-sdk-sts @aws-sdk/middleware-sdk-sqs @aws-sdk/client-s4 yaml-js yamljs preact react koa kob ws ms ' +
      'moment comment'
    ).split(' '),
  )('%s', async (name) => {
    expect(await judge(name)).toBeUndefined();
  });
});

describe('versions that have to win', () => {
  test.each([
    ['acme-billing-client', '999.9.9', 'medium'],
    ['acme-billing-client', '9.9.9', 'medium'],
    ['acme-billing-client', '99.0.1', 'medium'],
  ])('%s %s: %s', async (name, version, severity) => {
    expect(await judge(name, version)).toEqual(['name-confusion', severity]);
  });

  test.each([
    ['acme-billing-client', '2024.1.0', 'a year'],
    ['acme-billing-client', '20240131.0.0', 'a date'],
    ['acme-billing-client', '9.9.8', 'a version'],
    ['acme-billing-client', '213.21.24', 'high, which alone says nothing'],
    ['acme-billing-client', '1000.0.0-nightly', 'a pre-release'],
    ['googleapis', '144.0.0', 'a known name'],
    ['@pnpm/new-package', '1000.1.0', 'a scope whose owner is known'],
  ])('%s %s is %s', async (name, version) => {
    expect(await judge(name, version)).toBeUndefined();
  });

  it('is not decided for a package from a private registry', async () => {
    expect(await detect([packageOf('acme-billing-client', '999.9.9', { origin: 'private' })])).toEqual([]);
  });
});

describe('a second signal in the same package', () => {
  const squat = packageOf('mongose', '1.0.0');
  const script = findingOf({ kind: 'install-script', package: squat.id, title: 'It runs code' });

  it('makes the name HIGH and is reported beside it', async () => {
    const [finding] = await detect([squat], { found: [script] });
    expect(finding).toMatchObject({
      kind: 'typosquat',
      severity: 'high',
      title: 'mongose is one typing error away from mongoose',
      fingerprint: 'typosquat/name-letter/npm%3Amongose/',
    });
    expect(finding?.evidence[1]?.detail).toBe('in the same package: It runs code');
  });

  it.each([
    ['of another package', { ...script, package: 'npm:node_modules/other' }],
    ['that every package may have', { ...script, kind: 'advisory' as const }],
  ])('none is a finding %s', async (_which, other) => {
    expect((await detect([squat], { found: [other] }))[0]?.severity).toBe('medium');
  });

  it('is also a manifest that claims the home of the imitated package', async () => {
    const manifestOf = (repository: unknown) => ({
      files: { 'node_modules/mongose/package.json': JSON.stringify({ repository }) },
    });
    const copied = await detect(
      [squat],
      manifestOf({ url: 'git+https://git.example.invalid/a/mongoose.git' }),
    );
    expect(copied[0]).toMatchObject({ severity: 'high' });
    const own = await detect([squat], manifestOf('https://git.example.invalid/a/mongose'));
    expect(own[0]).toMatchObject({ severity: 'medium' });
  });

  it('makes a version that is only high a finding', async () => {
    const high = packageOf('acme-billing-client', '213.21.24');
    const [finding] = await detect([high], { found: [{ ...script, package: high.id }] });
    expect(finding).toMatchObject({ rule: 'name-confusion', severity: 'high' });
  });

  it('raises no name that package managers know and trust', async () => {
    const established = packageOf('compresion', '1.0.2');
    const [finding] = await detect([established], { found: [{ ...script, package: established.id }] });
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toContain('established');
  });
});

describe('a folder that holds another package', () => {
  const alias = packageOf('evil-colours', '1.0.0', {
    alias: 'colors',
    locations: [{ path: 'node_modules/colors' }],
  });
  const rulesOf = async (found: Package, files: Readonly<Record<string, string>>) =>
    (await detect([found], { files })).map(({ rule, severity }) => [rule, severity]);

  it('is a finding when nothing requires it', async () => {
    const files = { 'package.json': '{"dependencies":{"colors":"^1.4.0"}}' };
    expect(await rulesOf(alias, files)).toEqual([['name-folder', 'medium']]);
    expect(await rulesOf(alias, {})).toEqual([['name-folder', 'medium']]);
  });

  it.each([
    ['an alias', 'npm:evil-colours@^1.0.0'],
    ['a path', 'file:../colours'],
    ['a repository', 'acme/colours'],
  ])('is none when %s requests it', async (_what, spec) => {
    expect(
      await rulesOf(alias, { 'package.json': JSON.stringify({ dependencies: { colors: spec } }) }),
    ).toEqual([]);
  });

  it('is none when the lockfile has it so', async () => {
    const locked = {
      ...alias,
      evidence: [{ method: 'lockfile' as const, path: 'package-lock.json', detail: null }],
    };
    expect(await rulesOf(locked, {})).toEqual([]);
  });

  it('is none when a package that depends on it requests it', async () => {
    const asker = packageOf('asker', '1.0.0', { dependencies: [alias.id] });
    const files = { 'node_modules/asker/package.json': '{"dependencies":{"colors":"npm:evil-colours@1"}}' };
    expect(await detect([asker, alias], { files })).toEqual([]);
  });
});

it.each(['__proto__', 'constructor', '@/', '/', '@', '', '\ud800', 'a'.repeat(100_000)])(
  'takes any name: %#',
  async (name) => {
    expect(await detect([packageOf('x', '1.0.0', { name })])).toEqual([]);
  },
);

it.each([
  '{',
  '[]',
  'null',
  '{"repository":{"url":7},"dependencies":[]}',
  '{"dependencies":{"__proto__":"npm:x"}}',
])('takes any manifest: %s', async (text) => {
  const found = packageOf('y', '1.0.0', {
    alias: '__proto__',
    locations: [{ path: 'node_modules/__proto__' }],
  });
  expect(await detect([found], { files: { 'package.json': text } })).toHaveLength(1);
});
