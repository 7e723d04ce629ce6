import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { skeletonOf, squashed } from '../../../src/detectors/names/skeleton.js';

it.each([
  ['lodash', 'lodash'],
  ['l0dash', 'lodash'],
  ['express', 'exрress'],
  ['modern', 'modem'],
  ['vvebpack', 'webpack'],
  ['Axios', 'axios'],
])('%s and %s look alike', (one, other) => {
  expect(skeletonOf(one)).toBe(skeletonOf(other));
});

it('text after a name does not change its skeleton', () => {
  const letters = fc.constantFrom('a', 'r', 'n', 'v', 'w', '0', '1', '9', 'A', '@', '/', '.', '-', 'о');
  fc.assert(
    // A letter of another alphabet takes the long way.
    fc.property(fc.string({ unit: letters }), (name) => {
      expect(skeletonOf(`${name}х`)).toBe(`${skeletonOf(name)}x`);
    }),
  );
});

it('squashed names have no separators', () => {
  expect(squashed('@types/node.js-x_y')).toBe('typesnodejsxy');
});
