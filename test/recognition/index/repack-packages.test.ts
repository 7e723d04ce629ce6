import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { isKept } from '../../../src/recognition/index/index-format.js';
import { MAX_SHAPE_SAMPLE } from '../../../src/recognition/parameters/fingerprint-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';

const RELEASES = [
  releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.0.0' } }),
  releaseOf('alpha', '2.0.0', { topic: 'other' }),
  releaseOf('beta', '1.0.0'),
];
const LISTED = { gamma: { '1.0.0': { delta: '^2.0.0' } } };

it('writes an index that is taken over whole as it was', () => {
  const bytes = indexBytesOf(RELEASES, LISTED);
  const names = new Set(['alpha', 'beta', 'gamma']);
  const again = writeIndex([], 'test', { kept: { from: openIndex(bytes), names } });
  expect(Buffer.from(again).equals(bytes)).toBe(true);
});

it('leaves out what is not named', () => {
  const from = openIndex(indexBytesOf(RELEASES, LISTED));
  const index = openIndex(writeIndex([], 'test', { kept: { from, names: new Set(['beta']) } }));
  expect(index.packages.map(({ name }) => name)).toEqual(['beta']);
  expect(index.listed('gamma')).toBeNull();
});

it('a feature that was too common stays so', () => {
  const common = Array.from({ length: 80 }, (_, at) => releaseOf(`p${at}`, '1.0.0', { topic: 'same' }));
  const from = openIndex(indexBytesOf(common));
  const feature = from.features().find((each) => from.groupsOf(each)?.length === 0) ?? 0;
  const index = openIndex(writeIndex([], 'test', { kept: { from, names: new Set(['p1']) } }));
  expect(feature).not.toBe(0);
  expect(index.groupsOf(feature)).toHaveLength(0);
});

it('keeps fewer shapes of a package if the new index has less room, and all of its atoms', () => {
  const code = Array.from(
    { length: 40 },
    (_, at) =>
      `exports.f${at} = function (a, b) { for (let i = ${at}; i < a.b${at}; i++) b.c(a[i] * ${at}, b - i); return a ? b : [a]; };`,
  );
  const release = { ...releaseOf('alpha', '1.0.0'), 'index.js': code.join('\n') };
  const from = openIndex(indexBytesOf([release]));
  const names = new Set(['alpha']);
  const index = openIndex(writeIndex([], 'test', { kept: { from, names, maxShapes: () => 1 } }));
  const [before, after] = [from, index].map(({ features }) => [...features()]);
  expect(index.packages[0]?.shapeSample).toBe(MAX_SHAPE_SAMPLE);
  expect(after).toEqual(before?.filter((feature) => isKept(feature, MAX_SHAPE_SAMPLE)));
  expect(after?.length).toBeLessThan(before?.length ?? 0);
});
