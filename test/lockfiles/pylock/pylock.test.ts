import { pylock } from '../../../src/lockfiles/pylock/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pylock,
  broken: ['', '[packages]', 'x = ' + '['.repeat(100_000)],
  edges: ['a → c'],
  direct: [null, null, null],
});
