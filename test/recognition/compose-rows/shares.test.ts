import { expect, it } from 'vitest';
import { bundleText, FIRST_PARTY } from '../../../src/evidence/index.js';
import { divide } from '../../../src/recognition/compose-rows/shares.js';

it.each([
  ['the bundler’s, if it is small', 6000, 0],
  ['unattributed, if it is large', 12_000, 12_000],
])('code that a build description leaves is %s', (_what, rest, unattributed) => {
  const bundle = bundleText('index.js', new Uint8Array(20_000 + rest).fill(32));
  const shares = divide(bundle, [], [{ owner: FIRST_PARTY, bytes: 20_000 }]);
  expect([shares.firstParty, shares.unattributed]).toEqual([20_000, unattributed]);
});
