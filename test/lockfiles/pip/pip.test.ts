import { pip } from '../../../src/lockfiles/pip/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pip,
  broken: [],
  edges: [],
  direct: [true, true, true],
  withoutElsewhereVersion: true,
});
