import { expect, test } from 'vitest';
import { gateOf, NO_POLICY, plainGate } from '../../src/policy/index.js';

const strict = { ...NO_POLICY, gate: { ...plainGate('low'), kev: true } };

test.each([
  ['the policy decides', {}, { severity: 'low', kev: true, newOnly: false }],
  ['the run has a level of its own', { failOn: 'critical' }, { severity: 'critical', kev: true }],
  [
    'the run wants nothing to fail',
    { failOn: 'none', newOnly: true },
    { severity: 'none', kev: false, newOnly: true },
  ],
] as const)('%s', (_, wishes, gate) => {
  expect(gateOf(strict, wishes)).toMatchObject(gate);
});
