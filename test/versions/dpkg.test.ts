import { dpkg } from '../../src/versions/dpkg.js';
import { testOrdering } from '../support/version-table.js';

testOrdering(dpkg, {
  invalid: ['1:', ':1', '-1', '1.0-', 'a:1', '1.0_1', '1:2-3:', '1.0--', '12345678901:1', '__proto__'],
  prereleases: [
    ['1.0~rc1', false],
    ['1.0', false],
  ],
});
