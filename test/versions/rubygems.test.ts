import { array, constantFrom, nat, tuple } from 'fast-check';
import { rubygems } from '../../src/versions/rubygems.js';
import { describeOrdering } from './ordering-contract.js';

describeOrdering(rubygems, {
  ecosystem: 'RubyGems',
  invalid: ['1.0.', '1..0', 'v1.0', '1.0+a', '-1', '1.0 .1', 'a.1', '1_0'],
  early: [
    ['1.0.rc1', true],
    ['1.0-1', true],
    ['1.0.a', true],
    ['1.0', false],
  ],
  ranges: [
    ['~> 1.2', '1.9', true],
    ['~> 1.2', '2.0', false],
    ['~> 1.2', '2.0.rc1', false],
    ['~> 1.2.3', '1.2.9', true],
    ['~> 1.2.3', '1.3', false],
    ['>= 1.0, < 2', '1.5', true],
    ['>= 1.0, < 2', '2', false],
    ['!= 1.0', '1.0.0', false],
    ['= 1.0', '1.0.0', true],
    ['1.0', '1.0', null],
    ['^1.0', '1.0', null],
    ['>= 1, __proto__', '1', null],
  ],
  version: tuple(
    array(nat(2), { minLength: 1, maxLength: 3 }),
    constantFrom('', '.a', '.rc1', '-1', '.0.b2', '.pre'),
  ).map(([release, word]) => release.join('.') + word),
});
