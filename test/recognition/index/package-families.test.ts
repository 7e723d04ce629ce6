import { expect, it } from 'vitest';
import { Families, familiesIn } from '../../../src/recognition/index/package-families.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';
import { factsOfRelease } from '../../support/published-packages.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = openIndex(indexBytesOf([ALPHA]));
const [FEATURE = 0] = factsOfRelease(ALPHA).files[0]?.features ?? [];

it('numbers each family once', () => {
  const families = new Families();
  expect(['a', 'b', 'a'].map((name) => families.numberOf(name))).toEqual([0, 1, 0]);
  expect(families.count).toBe(2);
});

it('tells which families of another index have a feature', () => {
  const families = new Families();
  families.numberOf('beta');
  const familiesWith = familiesIn(INDEX, families);
  expect([...(familiesWith(FEATURE) ?? [])]).toEqual([families.numberOf('alpha')]);
  expect(familiesWith(FEATURE + 1)?.size).toBe(0);
});

it('knows no families without an index, and none of what is too common there', () => {
  const common = { ...INDEX, groupsOf: () => [] };
  expect(familiesIn(undefined, new Families())(FEATURE)?.size).toBe(0);
  expect(familiesIn(common, new Families())(FEATURE)).toBeNull();
});
