import { poetry } from '../../../src/lockfiles/poetry/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: poetry,
  broken: ['', 'package = "x"', 'x = ' + '['.repeat(100_000)],
  edges: ['a → c'],
  direct: [null, null, null],
});
