import { rpm } from '../../src/versions/rpm.js';
import { testOrdering } from '../support/version-table.js';

testOrdering(rpm, {
  invalid: ['1:', '-1', '1.0-', '~', '^-1', '1.0/2'],
  prereleases: [
    ['1.0~rc1', false],
    ['1.0-1.fc40', false],
  ],
});
