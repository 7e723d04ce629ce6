import { array, constantFrom, nat, tuple } from 'fast-check';
import { nuget } from '../../src/versions/nuget.js';
import { describeOrdering } from './ordering-contract.js';

describeOrdering(nuget, {
  ecosystem: 'NuGet',
  invalid: ['1.0.', '1..0', '1.0.0.0.0', '1.0-', '1.0-a..b', '[1.0,2.0)', '1.0 .1'],
  early: [
    ['1.0-beta', true],
    ['1.0', false],
    ['1.0+beta', false],
  ],
  ranges: [['[1.0,2.0)', '1.5', null]],
  version: tuple(
    array(nat(2), { minLength: 1, maxLength: 4 }),
    constantFrom('', '-alpha', '-Beta.1', '-1', '+x'),
  ).map(([numbers, label]) => numbers.join('.') + label),
});
