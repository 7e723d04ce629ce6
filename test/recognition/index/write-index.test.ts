import { array, assert, integer, nat, property, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinIndexes } from '../../../src/recognition/index/join-indexes.js';
import { withoutPackages } from '../../../src/recognition/index/without-packages.js';
import { versionsOfGroup } from '../../../src/recognition/index/fingerprint-index.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import type { PackageToIndex } from '../../../src/recognition/index/pack-package.js';
import type { PackageFacts } from '../../../src/recognition/facts/package-facts.js';
import { FEATURES_VERSION } from '../../../src/recognition/features/source-features.js';
import { textFacts } from '../../../src/evidence/text-facts.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { factsOf, SAMPLE } from '../../support/sample-package.js';
import { ScanError } from '../../../src/model/index.js';

describe('an index', () => {
  const index = openIndex(writeIndex([SAMPLE], 'today'));

  test('lists valid versions in order', () => {
    expect(index.packages).toMatchObject([
      { published: ['1.2.0', '1.3.0', '1.10.0'], versions: ['1.2.0', '1.10.0'] },
    ]);
  });

  test('stores which versions have a feature', () => {
    const versionsOf = (feature: number) =>
      Array.from(index.groupsOf(feature) ?? [], (group) => versionsOfGroup(index, group));
    expect([2, 8, 6, 5].map(versionsOf)).toEqual([[[0, 1]], [[0]], [[1]], []]);
    expect(index.groupsOf(5)).toBeNull();
  });

  test('stores a file that became an ECMAScript module as another file from then on', () => {
    const before = factsOf('1.2.0', [2, 8]);
    const after = factsOf('1.10.0', [2, 4]);
    const versions = [before, { ...after, files: after.files.map((file) => ({ ...file, isModule: true })) }];
    const { files, ...found } = openIndex(writeIndex([{ ...SAMPLE, versions }], ''));
    expect(files.map(({ path, isEsModule }) => [path, isEsModule])).toEqual([
      ['index.js', false],
      ['index.js', true],
    ]);
    const holders = Array.from(found.groupsOf(2) ?? [], (group) => found.groups.files[group]);
    expect(holders).toEqual([0, 1]);
  });

  test('stores a file as a script if it is one in every version', () => {
    const after = factsOf('1.10.0', [2, 4]);
    const isScript = (versions: readonly PackageFacts[]) =>
      openIndex(writeIndex([{ ...SAMPLE, versions }], '')).files.map((file) => file.isScript);
    const script = { ...after, files: after.files.map((file) => ({ ...file, isScript: true })) };
    expect([isScript([script]), isScript([factsOf('1.2.0', [2]), script])]).toEqual([[true], [false]]);
  });

  test('keeps runs of versions with the same dependency', () => {
    const published = new Map([['1.3.0', new Map([['other', '^1.2.0']])]]);
    const [found] = openIndex(writeIndex([{ ...SAMPLE, dependencies: published }], '')).packages;
    expect(found?.dependencies).toEqual([
      { name: 'other', range: '^1.2.0', isOptional: false, runs: [0, 2] },
      { name: 'other', range: '^1.10.0', isOptional: false, runs: [2, 3] },
    ]);
  });

  test('stores which versions require a package as optional', () => {
    const dependencies = new Map(['1.3.0', '1.10.0'].map((each) => [each, new Map([['other', '^1.2.0']])]));
    const optional = new Map([['1.3.0', new Set(['other', 'third'])]]);
    const sample = { ...SAMPLE, versions: [factsOf('1.2.0', [2])], dependencies, optional };
    expect(openIndex(writeIndex([sample], '')).packages[0]?.dependencies).toEqual([
      { name: 'other', range: '^1.2.0', isOptional: false, runs: [0, 1, 2, 3] },
      { name: 'other', range: '^1.2.0', isOptional: true, runs: [1, 2] },
    ]);
  });

  test('stores which versions have a text', () => {
    const again = { ...factsOf('1.4.0', []), files: factsOf('1.2.0', [2, 8]).files };
    const [found] = openIndex(
      writeIndex([{ ...SAMPLE, versions: [...SAMPLE.versions, again] }], ''),
    ).packages;
    expect(found?.texts.map(({ set, ...text }) => ({ ...text, versions: found.sets[set] }))).toEqual([
      { file: 0, ...textFacts('2,8'), versions: [0, 1] },
      { file: 0, ...textFacts('2,4,6'), versions: [2] },
    ]);
  });

  test('stores imports of only some versions of a file', () => {
    const before = factsOf('1.2.0', [2, 8]);
    const files = before.files.map((file) => ({ ...file, imports: ['fs', 'other'] }));
    const versions = [{ ...before, files }, factsOf('1.10.0', [2]), { ...before, version: '1.3.0', files }];
    const { packages, files: indexed } = openIndex(writeIndex([{ ...SAMPLE, versions }], ''));
    const [found] = packages;
    expect(indexed[0]?.imports).toEqual(['fs', 'other']);
    expect(
      found?.someImport.map(({ name, file, set }) => ({ name, file, versions: found.sets[set] })),
    ).toEqual([{ name: 'other', file: 0, versions: [0, 1] }]);
  });

  test('weighs features of the index beside it less, and those common there not at all', () => {
    const weightIn = (bytes: Uint8Array): number =>
      openIndex(bytes).groups.weights.reduce((sum, weight) => sum + weight, 0);
    const named = (name: string): PackageToIndex => ({ ...SAMPLE, name, forkGroup: name });
    const other = openIndex(writeIndex([named('other')], ''));
    const many = Array.from({ length: 40 }, (_, at) => named(`other${at}`));
    const alone = weightIn(writeIndex([SAMPLE], ''));
    const beside = weightIn(writeIndex([SAMPLE], '', { beside: other }));
    expect(beside).toBeGreaterThan(0);
    expect(beside).toBeLessThan(alone);
    expect(weightIn(writeIndex([SAMPLE], '', { beside: openIndex(writeIndex(many, '')) }))).toBe(0);
  });

  test('lists versions of packages whose code it lacks, in their order', () => {
    const required = new Map([['a', '^1.0.0']]);
    const listings = new Map([
      ['other', new Map(['1.10.0', '1.2.0', 'latest'].map((version) => [version, required]))],
      ['third', new Map([['0.1.0', new Map<string, string>()]])],
    ]);
    const listing = openIndex(writeIndex([SAMPLE], '', { listings }));
    expect(['other', 'third', 'sample', 'toString'].map((name) => listing.listed(name))).toEqual([
      {
        published: ['1.2.0', '1.10.0'],
        dependencies: [{ name: 'a', range: '^1.0.0', isOptional: false, runs: [0, 2] }],
      },
      { published: ['0.1.0'], dependencies: [] },
      null,
      null,
    ]);
    expect(listing.packages.map(({ name }) => name)).toEqual(['sample']);
  });

  test('knows a feature of many fork groups without a weight', () => {
    const many = Array.from({ length: 40 }, (_, number) => ({
      ...SAMPLE,
      name: `p${number}`,
      forkGroup: `p${number}`,
    }));
    expect(openIndex(writeIndex(many, '')).groupsOf(2)).toHaveLength(0);
  });
});

describe('binaries', () => {
  const HASHES = { one: '1'.repeat(64), two: '2'.repeat(64) };
  const withBinaries = (version: string, binaries: Readonly<Record<string, string>>): PackageFacts => ({
    ...factsOf(version, [2]),
    binaries: new Map(Object.entries(binaries)),
  });
  const versions = [
    withBinaries('1.2.0', { 'a.wasm': HASHES.one, 'lib/b.node': HASHES.two }),
    withBinaries('1.10.0', { 'a.wasm': HASHES.one }),
  ];
  const index = openIndex(
    writeIndex(
      [
        { ...SAMPLE, name: 'bare' },
        { ...SAMPLE, versions },
      ],
      '',
    ),
  );

  test('are known by the versions that publish them', () => {
    expect(index.binaries).toMatchObject([
      { package: { name: 'sample' }, path: 'a.wasm', sha256: HASHES.one, versions: [0, 1] },
      { package: { name: 'sample' }, path: 'lib/b.node', sha256: HASHES.two, versions: [0] },
    ]);
  });

  test('of a version that is left out are not known', () => {
    expect(withoutPackages(index, ['sample@1.2.0']).binaries).toMatchObject([
      { path: 'a.wasm', versions: [0] },
    ]);
    expect(withoutPackages(index, ['sample']).binaries).toEqual([]);
  });

  test('of several indexes are together', () => {
    expect(joinIndexes([index, openIndex(writeIndex([SAMPLE], ''))]).binaries).toEqual(index.binaries);
  });
});

test('every feature is found where it was put, and no other', () => {
  const feature = integer({ min: 0, max: 2 ** 32 - 1 });
  const versions = array(uniqueArray(feature, { maxLength: 20 }), { minLength: 1, maxLength: 12 });
  assert(
    property(versions, feature, (lists, other) => {
      const facts = lists.map((features, number) => factsOf(`1.${number}.0`, features));
      const index = openIndex(writeIndex([{ ...SAMPLE, published: [], versions: facts }], ''));
      for (const each of [...lists.flat(), other]) {
        const groups = Array.from(index.groupsOf(each) ?? []);
        const found = groups.flatMap((group) => versionsOfGroup(index, group));
        expect(found).toEqual(lists.flatMap((list, version) => (list.includes(each) ? [version] : [])));
      }
    }),
    { numRuns: 50 },
  );
});

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}

describe('a damaged index', () => {
  const bytes = writeIndex([SAMPLE], 'today');

  test('is an error wherever it is cut off', () => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => openIndex(bytes.subarray(0, length))).toThrow(ScanError);
  });

  test('of another FEATURES_VERSION is an error that names it', () => {
    const other = Uint8Array.from(bytes);
    other[8] = FEATURES_VERSION + 1;
    expect(() => openIndex(other)).toThrow(/is of kind/);
  });

  test('causes no other error than one of the data', () => {
    assert(
      property(nat({ max: bytes.length - 1 }), nat({ max: 255 }), (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        expect(errorOf(() => openIndex(changed).groupsOf(2))).toSatisfy(
          (error) => error === null || error instanceof ScanError,
        );
      }),
    );
  });
});
