import { uv } from '../../../src/lockfiles/uv/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: uv,
  broken: ['', 'package = 1', 'x = ' + '['.repeat(100_000), '[[package]]\\nname = '],
  edges: ['a → c'],
  direct: [true, false, true],
});
