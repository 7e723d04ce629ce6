import { describe, expect, test } from 'vitest';
import { editManifest } from '../../../src/remediation/npm/index.js';
import type { ManifestFacts } from '../../../src/remediation/index.js';
import type { WantedChange } from '../../../src/remediation/npm/wanted-changes.js';
import { wantedChange } from '../../support/wanted-change.js';

const PLAIN: ManifestFacts = { manager: null, lockfile: null, overrides: null, allowMajor: false };

const BROUGHT = { action: 'override', isDirect: false, broughtBy: ['left'] } as const;
const ASKS = { dependencies: { left: '^1.0.0' } };

function edited(manifest: object, changes: readonly WantedChange[], facts: Partial<ManifestFacts> = {}) {
  const { text, left } = editManifest(
    JSON.stringify(manifest),
    { wanted: changes, allowed: [] },
    { ...PLAIN, ...facts },
  );
  return { manifest: JSON.parse(text) as object, left: left.map(({ why }) => why) };
}

test.each(['dependencies', 'optionalDependencies', 'devDependencies'])('a range in %s is raised', (field) => {
  expect(edited({ [field]: { left: '^1.0.0' } }, [wantedChange('left')])).toEqual({
    manifest: { [field]: { left: '^1.5.0' } },
    left: [],
  });
});

describe('a version from before a malicious release', () => {
  const back = { action: 'remove', from: ['1.0.1'], to: '1.0.0' } as const;

  test.each([
    ['^1.0.0', '1.0.0'],
    ['1.0.1', '1.0.0'],
  ])('is the only allowed version: %s', (before, after) => {
    expect(edited({ dependencies: { left: before } }, [wantedChange('left', back)])).toEqual({
      manifest: { dependencies: { left: after } },
      left: [],
    });
  });

  test('is required already', () => {
    const { left } = edited({ dependencies: { left: '1.0.0' } }, [wantedChange('left', back)]);
    expect(left).toEqual(['this manifest already has 1.0.0: install and build again']);
  });

  test('is forced for all of the release line', () => {
    const change = wantedChange('deep', { ...BROUGHT, ...back });
    expect(edited(ASKS, [change]).manifest).toEqual({ ...ASKS, overrides: { 'deep@1': '1.0.0' } });
  });
});

test.each<[manager: string | null, changed: object]>([
  [null, { overrides: { 'deep@<1.5.0': '^1.5.0' } }],
  ['npm', { overrides: { 'deep@<1.5.0': '^1.5.0' } }],
  ['pnpm', { pnpm: { overrides: { 'deep@<1.5.0': '^1.5.0' } } }],
  ['yarn', { resolutions: { deep: '^1.5.0' } }],
  ['bun', { overrides: { deep: '^1.5.0' } }],
])('a transitive dependency is forced in the form of %s', (manager, changed) => {
  expect(edited(ASKS, [wantedChange('deep', BROUGHT)], { manager }).manifest).toEqual({
    ...ASKS,
    ...changed,
  });
});

test('an override of a package that the manifest requires too follows it, once that is raised', () => {
  const inner = wantedChange('left', { ...BROUGHT, broughtBy: ['other'] });
  const asks = { dependencies: { left: '^1.0.0', other: '1.0.0' } };
  expect(edited(asks, [inner, wantedChange('left')]).manifest).toEqual({
    dependencies: { left: '^1.5.0', other: '1.0.0' },
    overrides: { 'left@1': '$left' },
  });
});

test('beside copies of other majors only the release line is forced', () => {
  const change = wantedChange('deep', { ...BROUGHT, hasOtherLines: true });
  expect(edited(ASKS, [change]).manifest).toEqual({ ...ASKS, overrides: { 'deep@1': '^1.5.0' } });
});

test('an override that is there is raised', () => {
  const asks = { ...ASKS, overrides: { deep: '~1.2.0' } };
  expect(edited(asks, [wantedChange('deep', BROUGHT)]).manifest).toEqual({
    ...ASKS,
    overrides: { deep: '~1.5.0' },
  });
});

test('steps to another major are made on request', () => {
  const far = wantedChange('left', { to: '2.0.0', major: true });
  expect(edited(ASKS, [far], { allowMajor: true }).manifest).toEqual({ dependencies: { left: '^2.0.0' } });
});

test.each([wantedChange('left'), wantedChange('deep', BROUGHT)])(
  'a step to another major takes the nearer one of $name with it, if it is made',
  (near) => {
    const changes = [near, { ...near, to: '2.0.0', major: true, clears: 2 }];
    const made = (allowMajor: boolean) =>
      editManifest(
        JSON.stringify(ASKS),
        { wanted: changes, allowed: [] },
        { ...PLAIN, allowMajor },
      ).edits.map(({ after, wanted: { clears } }) => [after, clears]);
    expect(made(false)).toEqual([['^1.5.0', 1]]);
    expect(made(true)).toEqual([['^2.0.0', 3]]);
  },
);

describe('left alone, with the reason:', () => {
  test.each<[what: string, spec: string | object, change: Partial<WantedChange>, why: RegExp]>([
    ['another major', '^1.0.0', { to: '2.0.0', major: true }, /2\.0\.0 is another major: use --major/],
    [
      'another minor of 0.x',
      '^0.1.0',
      { from: ['0.1.0'], to: '0.2.0', major: true },
      /0\.2\.0 is another minor of 0\.x: use --major/,
    ],
    ['an alias', '^1.0.0', { alias: 'old' }, /installed as old, an alias/],
    ['an alias under its own name', 'npm:left@^1.0.0', {}, /npm:left@\^1\.0\.0 is not a version range/],
    ['git', 'git+https://example.invalid/left.git', {}, /not a version range/],
    ['a file', 'file:../left', {}, /not a version range/],
    ['a workspace', 'workspace:^1.0.0', {}, /not a version range/],
    ['a tag', 'latest', {}, /latest is a tag/],
    ['a range of several parts', '^0.9.0 || ^1.0.0', {}, /has to be raised by hand/],
    ['what is no text', { version: '1' }, {}, /not a version range/],
    ['what is raised already', '^1.6.0', {}, /already has \^1\.6\.0: install and build again/],
    [
      'another major that is required already',
      '^2.0.0',
      { to: '2.0.0', major: true },
      /already has \^2\.0\.0/,
    ],
    ['what was built from another manifest', '^1.2.0', {}, /which excludes 1\.0\.0/],
    [
      'malware without a good version',
      '^1.0.0',
      { action: 'remove', to: null },
      /remove it, and what uses it/,
    ],
    ['a name of no registry', '^1.0.0', { name: 'x y' }, /not come from a registry/],
    ['what the manifest does not ask for', '^1.0.0', { name: 'right' }, /built from another/],
    ['what nothing here brings', '^1.0.0', { ...BROUGHT, broughtBy: ['right'] }, /known to bring it/],
  ])('%s', (...[, spec, change, why]) => {
    const asks = { dependencies: { left: spec } };
    const result = edited(asks, [wantedChange('left', change)]);
    expect(result.manifest).toEqual(asks);
    expect(result.left).toEqual([expect.stringMatching(why)]);
  });

  test.each<[string, Partial<WantedChange>, Partial<ManifestFacts>, object, RegExp]>([
    [
      'copies of several majors where a key has no range',
      { hasOtherLines: true },
      { manager: 'yarn' },
      {},
      /other majors/,
    ],
    ['an override of another form', {}, {}, { overrides: { deep: { '.': '1' } } }, /there already/],
    ['an override in force', {}, {}, { overrides: { 'deep@<1.5.0': '^1.5.0' } }, /already has \^1\.5\.0/],
    [
      'an override that follows what is raised already',
      {},
      {},
      { devDependencies: { deep: '^1.6.0' }, overrides: { deep: '$deep' } },
      /already has \$deep/,
    ],
    [
      'another major that is forced already',
      { to: '2.0.0', major: true },
      {},
      { overrides: { 'deep@<2.0.0': '^2.0.0' } },
      /already has \^2\.0\.0/,
    ],
    ['a field of another form', {}, {}, { overrides: [] }, /`overrides` is not an object/],
  ])('%s', (...[, change, facts, fields, why]) => {
    const asks = { ...ASKS, ...fields };
    const result = edited(asks, [wantedChange('deep', { ...BROUGHT, ...change })], facts);
    expect(result.manifest).toEqual(asks);
    expect(result.left).toEqual([expect.stringMatching(why)]);
  });
});

test.each([
  [null, true],
  ['{"packages":{"node_modules/deep":{}}}', true],
  ['deep@^1.0.0:\n', true],
  ['{"packages":{"node_modules/deeper":{}}}', false],
])('a bundled package is forced where the lockfile %s', (lockfile, isForced) => {
  const change = wantedChange('deep', { isDirect: null });
  expect(edited(ASKS, [change], { lockfile }).left).toHaveLength(isForced ? 0 : 1);
});

test('a bundled copy of a forced package is cleared with it', () => {
  const bundled = wantedChange('deep', { isDirect: null, clears: 2, artifacts: ['b.zip'] });
  const changes = { wanted: [wantedChange('deep', BROUGHT), bundled], allowed: [] };
  const { edits, left } = editManifest(JSON.stringify(ASKS), changes, PLAIN);
  expect([edits.map(({ wanted: { clears } }) => clears), left]).toEqual([[3], []]);
});

test('a bundled copy of a raised package is cleared with it', () => {
  const bundled = wantedChange('left', { isDirect: null, clears: 2, artifacts: ['b.zip'] });
  const changes = { wanted: [bundled, wantedChange('left')], allowed: [] };
  const { edits, left } = editManifest(JSON.stringify(ASKS), changes, PLAIN);
  expect(edits.map(({ wanted: { clears, artifacts } }) => [clears, artifacts])).toEqual([
    [3, ['a.zip', 'b.zip']],
  ]);
  expect(left).toEqual([]);
});

test('a hostile manifest keeps what it has', () => {
  const text =
    '\ufeff{\r\n\t"__proto__": {"left": "^1.0.0"},\r\n\t"dependencies": {"left": "x", "left": "^1.0.0"}\r\n}';
  const result = editManifest(text, { wanted: [wantedChange('left')], allowed: [] }, PLAIN);
  expect(result.text).toBe(text);
  expect(result.left.map(({ why }) => why)).toEqual([expect.stringContaining('is there twice')]);
});

describe('the root of a workspace', () => {
  const members = new Map([['pay/package.json', JSON.stringify(ASKS)]]);

  test('forces what a member brings', () => {
    const { manifest, left } = edited({}, [wantedChange('deep', BROUGHT)], { members });
    expect([manifest, left]).toEqual([{ overrides: { 'deep@<1.5.0': '^1.5.0' } }, []]);
  });

  test('names the member that declares a package', () => {
    const { manifest, left } = edited({}, [wantedChange('left', { isDirect: true })], { members });
    expect([manifest, left]).toEqual([{}, ['pay/package.json declares it: name that one with --manifest']]);
  });
});
