import { expect, it } from 'vitest';
import { withRequiredForks } from '../../../src/recognition/select/required-forks.js';

it.each([
  ['a package gives way to its fork that is required', ['colors'], ['@colors/colors'], ['@colors/colors']],
  ['a fork gives way to its origin that is required', ['@colors/colors'], ['colors'], ['colors']],
  ['a package that is required stays', ['colors'], ['colors', '@colors/colors'], ['colors']],
  ['both stay', ['colors', '@colors/colors'], ['@colors/colors'], ['colors', '@colors/colors']],
  ['a package without a required fork stays', ['colors', 'express'], ['qs'], ['colors', 'express']],
])('%s', (...[, names, required, expected]) => {
  expect([...withRequiredForks(new Set(names), new Set(required))]).toEqual(expected);
});
