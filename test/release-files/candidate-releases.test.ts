import { expect, it } from 'vitest';
import { candidateReleases } from '../../src/release-files/candidate-releases.js';

const library = {
  name: 'g:a',
  published: ['1', '2', '3', '4', '5', '6'],
  indexed: [1, 4],
  totals: [3, 3],
};

it.each<[string, number[], string[]]>([
  ['all classes of a release', [1, 1, 3], ['2']],
  ['a part of them', [1, 3], ['1', '2', '3', '4']],
  ['classes of two releases', [3, 3], ['1', '2', '3', '4', '5', '6']],
  ['classes that contradict', [1, 1, 2], ['1', '2', '3', '4']],
])('of %s', (_, found, expected) => expect(candidateReleases(library, found)).toEqual(expected));

it('adds releases of the same line, whose classes may be the same', () => {
  const published = ['4.4.0', '4.5.0', '4.5.1', '4.5.2', '4.5.3', '4.5.4', '4.5.5', '4.6.0'];
  const found = candidateReleases({ name: 'g:a', published, indexed: [1, 3], totals: [2, 2] }, [2, 2]);
  expect(found).toEqual(['4.5.1', '4.5.2', '4.5.3', '4.5.4']);
});

it('says nothing where too many are possible', () => {
  const published = Array.from({ length: 200 }, (_each, index) => String(index));
  expect(candidateReleases({ name: 'g:a', published, indexed: [100], totals: [9] }, [1])).toEqual([]);
});
