import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeJson } from '../../src/reporters/stream-json.js';
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
