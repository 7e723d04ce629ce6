import { test } from 'vitest';
import { bracePairs } from '../../src/syntax/brace-pairs.js';
import { expectLinear } from '../support/expect-linear.js';

test.each([
  '{',
  '(',
  '{}',
  '`${',
  '`${`}`}',
  '/[/',
  "'\\",
  '//',
  '/**/ ',
  'a / b ',
  '()/a',
  '/**/\n'.padEnd(80),
  'return /a/',
])('takes linear time for many times %j', (part) =>
  expectLinear(1_600_000, (size) => part.repeat(Math.ceil(size / part.length)), bracePairs),
);
