import { pdm } from '../../../src/lockfiles/pdm/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pdm,
  broken: ['', 'not toml', 'x = ' + '['.repeat(100_000)],
  edges: ['a → c'],
  direct: [null, null, null],
});
