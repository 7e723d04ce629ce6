import { pipenv } from '../../../src/lockfiles/pipenv/index.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pipenv,
  broken: ['', '[]', '{"default": []}', '{"default":' + '['.repeat(100_000)],
  edges: [],
  direct: [null, null, null],
  withoutElsewhereVersion: true,
});
