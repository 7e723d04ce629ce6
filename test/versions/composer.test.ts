import { array, constantFrom, nat, tuple } from 'fast-check';
import { composer } from '../../src/versions/composer.js';
import { describeOrdering } from './ordering-contract.js';

describeOrdering(composer, {
  ecosystem: 'Packagist',
  invalid: ['1.0-1', 'dev-main', '1.0.0.0.1', '1.0 beta', '^1.0', '1.0-foo'],
  early: [
    ['1.0-RC1', true],
    ['1.0b2', true],
    ['1.x-dev', true],
    ['1.0-p1', false],
    ['1.0', false],
  ],
  ranges: [
    ['>=1.0 <2.0', '1.5', true],
    ['>=1.0,<2.0', '2.0', false],
    ['<1.0 || >=2', '2.1', true],
    ['>= 1.0', '1.0', true],
    ['!=1.0', '1.0.0', false],
    ['^1.0', '1.0', null],
    ['1.0', '1.0', null],
  ],
  version: tuple(
    array(nat(2), { minLength: 1, maxLength: 4 }),
    constantFrom('', '-alpha1', '-RC', '-p2', '-dev', 'b'),
  ).map(([release, word]) => release.join('.') + word),
});
