import { npm } from '../../../src/lockfiles/npm/index.js';
import { describeLockfileReader } from '../contract.js';

describeLockfileReader({
  reader: npm,
  withoutGitVersion: ['version-1'],
  broken: [
    ['package-lock.json', '[]'],
    ['package-lock.json', '{}'],
    ['npm-shrinkwrap.json', '{"packages":'],
  ],
});
