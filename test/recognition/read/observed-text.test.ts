import { expect, it } from 'vitest';
import { numberFeatures, observe } from '../../../src/recognition/read/observed-text.js';
import { smallIndex } from '../../support/small-index.js';

/** Bit 0 marks a shape; of shapes every index keeps those that a sample of four keeps. */
const KNOWN_ATOM = 16;
const NEW_ATOM = 32;
const KEPT_SHAPE = (4 << 1) | 1;
const SAMPLED_SHAPE = (5 << 1) | 1;

it('distinguishes known features, new ones, and those that an index may have left out', () => {
  const hashes = Uint32Array.of(KNOWN_ATOM, NEW_ATOM, KEPT_SHAPE, SAMPLED_SHAPE, KNOWN_ATOM);
  const observed = observe(
    numberFeatures({ hashes, starts: Uint32Array.of(0, 1, 2, 3, 4) }),
    smallIndex({ alpha: { '1.0.0': [KNOWN_ATOM] } }),
  );
  expect([...observed.numbers]).toEqual([0, 1, 2, 3, 0]);
  expect([...observed.isNovel]).toEqual([0, 1, 1, 0]);
  expect([...observed.isShape]).toEqual([0, 0, 1, 1]);
  expect([...observed.isAlwaysKept]).toEqual([1, 1, 1, 0]);
  expect(observed.weights[0]).toBe(1);
});
