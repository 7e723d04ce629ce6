import { apk } from '../../src/versions/apk.js';
import { testOrdering } from '../support/version-table.js';

testOrdering(apk, {
  invalid: ['a', '1.', '.1', '1..2', '1.0ab', '1.0_foo', '1.0-1', '1.0-r', '1.0~', '1.0~xyz', '1.0_', '1.0A'],
  prereleases: [
    ['1.0_rc1', true],
    ['1.0_p1', false],
    ['1.0_p1_pre2', true],
    ['1.0-r1', false],
    ['no version', false],
  ],
});
