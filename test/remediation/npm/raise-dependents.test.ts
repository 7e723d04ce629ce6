import { expect, test } from 'vitest';
import type { PublishedVersion } from '../../../src/remediation/npm/dependency-resolver.js';
import { raiseDependents } from '../../../src/remediation/npm/raise-dependents.js';
import type { WantedChange } from '../../../src/remediation/npm/wanted-changes.js';
import { wantedChange } from '../../support/wanted-change.js';

type Published = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** `left` requires `deep` directly and through `middle`. */
const PUBLISHED: Published = {
  left: {
    '1.0.0': { deep: '~1.0.0', middle: '1.x' },
    '1.1.0': { deep: '~1.4.0', middle: '1.x' },
    '1.2.0': { deep: '^1.5.0', middle: '^1.1.0' },
    '1.3.0-rc.1': { deep: '^1.5.0' },
    '1.3.0': { deep: '^1.5.0', middle: '^1.1.0' },
    '2.0.0': {},
  },
  middle: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { deep: '^1.5.0', left: '*' } },
  deep: { '1.0.0': {}, '1.4.0': {}, '1.5.0': {}, '1.6.0': {}, '2.0.0': {} },
  stuck: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { deep: '~1.4.0' } },
  open: { '1.0.0': { deep: '^1.0.0' } },
  far: { '1.0.0': { deep: '1.0.0' }, '2.0.0': {} },
  mixed: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { deep: '^2.0.0' } },
  kept: { '1.0.0': { deep: '~1.0.0' }, '1.1.0': { deep: '^1.0.0' } },
  keptWay: { '1.0.0': { middle: '1.0.0' }, '1.1.0': { middle: '^1.0.0' } },
  renamed: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { fork: '^1.0.0' }, '1.2.0': { bare: '^1.0.0' } },
  fork: { '1.0.0': { deep: '1.0.0' } },
  bare: { '1.0.0': {} },
  moved: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { fork: '^1.0.0' } },
  lost: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { nowhere: '^1.0.0' } },
  odd: { '1.0.0': { deep: '1.0.0' }, '1.1.0': { deep: 'git+https://example.invalid/deep' } },
};

function published(name: string): Promise<readonly PublishedVersion[] | null> {
  const versions = Object.entries(PUBLISHED[name] ?? {}).map(([version, dependencies]) => ({
    version,
    dependencies: new Map(Object.entries(dependencies)),
  }));
  return Promise.resolve(versions.length === 0 ? null : versions);
}

function change(name: string, fields: Partial<WantedChange> = {}): WantedChange {
  return wantedChange(name, { action: 'override', isDirect: false, clears: 2, ...fields });
}

function broughtBy(...names: readonly string[]): WantedChange {
  return change('deep', {
    directDependents: new Map(names.map((name) => [name, '1.0.0'])),
    through: new Map([['middle', ['1.0.0']]]),
  });
}

const FACTS = { published, isDeclared: () => true, allowMajor: false };

async function told(wanted: readonly WantedChange[], facts: Partial<typeof FACTS> = {}): Promise<string[]> {
  const { wanted: result, allowed } = await raiseDependents(wanted, { ...FACTS, ...facts });
  return [
    ...result.map(({ action, name, to, clears, brings }) => [action, name, to, clears, ...brings].join(' ')),
    ...allowed.map(({ name }) => `${name} is allowed`),
  ];
}

test.each<[what: string, wanted: readonly WantedChange[], expected: readonly string[]]>([
  ['the lowest that brings the fixed one', [broughtBy('left')], ['upgrade left 1.2.0 2 deep 1.6.0']],
  ['none, as no newer one does', [broughtBy('stuck')], ['override deep 1.5.0 2']],
  ['none, as only another major does', [broughtBy('far')], ['override deep 1.5.0 2']],
  ['none, as one of two does not', [broughtBy('left', 'stuck')], ['override deep 1.5.0 2']],
  ['none, as a range cannot be read', [broughtBy('odd')], ['override deep 1.5.0 2']],
  [
    'none, as a newer one brings an older major than the fixed one',
    [{ ...broughtBy('left'), to: '2.0.0', major: true }],
    ['override deep 2.0.0 2'],
  ],
  ['none, as nobody knows of it', [broughtBy('private')], ['override deep 1.5.0 2']],
  ['none, as nothing says what brings it', [broughtBy()], ['override deep 1.5.0 2']],
  ['what is there, which allows it', [broughtBy('open')], ['deep is allowed']],
  ['none, as one of two keeps what it has', [broughtBy('left', 'open')], ['override deep 1.5.0 2']],
  [
    'none, as a newer one brings a higher major, which may be affected',
    [broughtBy('mixed')],
    ['override deep 1.5.0 2'],
  ],
  ['none, as a newer one keeps what is installed', [broughtBy('kept')], ['override deep 1.5.0 2']],
  ['none, as what is on the way stays as it is', [broughtBy('keptWay')], ['override deep 1.5.0 2']],
  ['none, as what a newer one asks for instead brings it', [broughtBy('moved')], ['override deep 1.5.0 2']],
  ['none, as nobody knows what a newer one asks for instead', [broughtBy('lost')], ['override deep 1.5.0 2']],
  ['what does without it', [broughtBy('renamed')], ['upgrade renamed 1.2.0 2']],
  [
    'two, and each finding once',
    [broughtBy('left', 'renamed')],
    ['upgrade left 1.2.0 2 deep 1.6.0', 'upgrade renamed 1.2.0 0'],
  ],
  [
    'what brings what a bundle has, too',
    [broughtBy('left'), change('deep', { action: 'upgrade', isDirect: null, clears: 3 })],
    ['upgrade left 1.2.0 5 deep 1.6.0'],
  ],
  [
    'what was to be raised anyway, farther',
    [change('left', { action: 'upgrade', isDirect: true, to: '1.1.0' }), broughtBy('left')],
    ['upgrade left 1.2.0 4 deep 1.6.0'],
  ],
  [
    'what was to be raised farther anyway',
    [broughtBy('left'), change('left', { action: 'upgrade', isDirect: true, to: '1.3.0' })],
    ['upgrade left 1.3.0 4 deep 1.6.0'],
  ],
])('raised is %s', async (_, wanted, expected) => {
  expect(await told(wanted)).toEqual(expected);
});

test('another major is raised when that is allowed', async () => {
  expect(await told([broughtBy('far')], { allowMajor: true })).toEqual(['upgrade far 2.0.0 2']);
});

test('a package that the manifest does not require is not raised', async () => {
  expect(await told([broughtBy('left')], { isDeclared: () => false })).toEqual(['override deep 1.5.0 2']);
});
