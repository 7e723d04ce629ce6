import { test } from 'vitest';
import { requireNames } from '../../src/syntax/index.js';
import { expectLinear } from '../support/expect-linear.js';

test.each(['a=require;', '=require ', 'createRequire(', 'a=typeof require', 'x(import.meta '])(
  'takes linear time for many times %j',
  (part) => expectLinear(80_000, (size) => part.repeat(size), requireNames),
);
