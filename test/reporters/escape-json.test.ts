import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson } from '../../src/reporters/escape-json.js';
import { expectLinear } from '../support/expect-linear.js';
import { RAW_DANGER } from '../support/hostile-report.js';

test('escaped JSON is the same document', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (strings) => {
      const escaped = escapeJson(JSON.stringify(strings, null, 2));
      expect(JSON.parse(escaped)).toEqual(strings);
      expect(RAW_DANGER.test(escaped)).toBe(false);
    }),
  );
});

test('controls are escaped in linear time', () =>
  expectLinear(
    200,
    (size) => JSON.stringify(Array.from({ length: size }, () => '\u202e'.repeat(1000))),
    escapeJson,
  ));
