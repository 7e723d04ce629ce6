import { expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { NO_INVENTORY, type Drift } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const version: Drift = {
  kind: 'version',
  ecosystem: 'npm',
  name: 'plain-crypto-js',
  package: 'npm:node_modules/plain-crypto-js',
  installedVersion: '4.2.0',
  lockedVersion: '4.2.1',
  lockfile: 'package-lock.json',
};

const signatures = { version: 'none', rules: [] };

async function find(drifts: readonly Drift[], packages = 20) {
  const installed = Array.from({ length: packages }, (_, index) => packageOf(`p${index}`, '1.0.0'));
  const inventory = { ...NO_INVENTORY, drifts, packages: installed };
  return (await detect({ tree: memoryTree({}), inventory, signatures })).findings;
}

it('a package in another version than the locked one is one finding that names both', async () => {
  const [finding] = await find([version]);
  expect(finding).toMatchObject({
    kind: 'drift',
    rule: 'lockfile-version',
    severity: 'medium',
    title: 'plain-crypto-js 4.2.0 is installed, the lockfile has 4.2.1',
    fingerprint: 'drift/lockfile-version/npm%3Aplain-crypto-js/',
  });
});

it('a locked install script that the installed release lacks is a dropper that replaced its manifest', async () => {
  const [finding] = await find([{ ...version, installScriptGone: true }]);
  expect(finding).toMatchObject({ rule: 'lockfile-version', severity: 'high' });
  expect(finding?.title).toContain('with an install script that is gone');
});

it('a lockfile that disagrees on much is not of this artifact: one finding', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...version,
    name: `p${index}`,
    package: `npm:p${index}`,
  }));
  expect((await find(many, 100)).map(({ rule }) => rule)).toEqual(['lockfile-foreign']);
  expect(await find(many, 121)).toHaveLength(12);
});

it('two lockfiles are judged on their own', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...version,
    name: `p${index}`,
    lockfile: 'a/yarn.lock',
  }));
  expect((await find([...many, version])).map(({ rule }) => rule)).toEqual([
    'lockfile-foreign',
    'lockfile-version',
  ]);
});

it.each([
  ['package-lock.json', '(npm ci)'],
  ['app/Gemfile.lock', '(BUNDLE_FROZEN=true bundle install)'],
  ['pylock.toml', 'from the lockfile and deploy'],
])('advice for %s has the command of its manager', async (lockfile, words) => {
  const [finding] = await find([{ ...version, lockfile }]);
  expect(finding?.remediation?.text).toContain(words);
});
