import { assert, nat, property, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { joinIndexes } from '../../../src/recognition/index/join-indexes.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { factsOf, SAMPLE } from '../../support/sample-package.js';

test('counts the packages that require a name in any version', () => {
  const versions = [factsOf('1.2.0', [2]), factsOf('1.10.0', [4])];
  const [one, other] = ['one', 'two'].map((name) =>
    openIndex(writeIndex([{ ...SAMPLE, name, versions }], '')),
  );
  const joined = one && other && joinIndexes([one, other]);
  expect([one?.dependents('other'), one?.dependents('sample'), joined?.dependents('other')]).toEqual([
    1, 0, 2,
  ]);
});

test('counts in each group the features that a text can match', () => {
  const common = uniqueArray(nat(2 ** 32 - 1), { maxLength: 6 });
  assert(
    property(common, uniqueArray(nat(2 ** 32 - 1), { minLength: 40, maxLength: 80 }), (shared, own) => {
      const many = own.map((feature, number) => ({
        ...SAMPLE,
        name: `p${number}`,
        forkGroup: `p${number}`,
        versions: [factsOf('1.2.0', [...shared, feature])],
      }));
      const index = openIndex(writeIndex(many, ''));
      const matched = new Uint32Array(index.groups.files.length);
      for (const feature of new Set([...shared, ...own]))
        for (const group of Array.from(index.groupsOf(feature) ?? []))
          matched[group] = (matched[group] ?? 0) + 1;
      expect(index.groups.atoms.map((atoms, group) => atoms + (index.groups.shapes[group] ?? 0))).toEqual(
        matched,
      );
    }),
    { numRuns: 20 },
  );
});
