import { test } from 'vitest';
import { escapeJson } from '../../src/reporters/stream-json.js';
import { expectLinear } from '../support/expect-linear.js';

test('controls are escaped in linear time', () =>
  expectLinear(
    200,
    (size) => JSON.stringify(Array.from({ length: size }, () => '\u202e'.repeat(1000))),
    escapeJson,
  ));
