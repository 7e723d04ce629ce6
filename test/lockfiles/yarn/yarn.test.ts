import { expect, it } from 'vitest';
import { yarn } from '../../../src/lockfiles/yarn/index.js';
import { describeLockfileReader } from '../contract.js';

describeLockfileReader({ reader: yarn, broken: [['yarn.lock', 'nothing of the kind']] });

it('reads an empty yarn.lock as one without packages', () => {
  const { problems } = yarn.read({ path: 'yarn.lock', text: '# yarn lockfile v1\n\n\n', manifest: null });
  expect(problems).toEqual([]);
});
