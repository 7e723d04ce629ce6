import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  [
    'an answer with an address of the sender',
    '({ statusCode: 302, headers: { Location: event.to } })',
    ['flows/redirect'],
  ],
  ['a list of what the sender sent', 'event.map((each) => ({ ...JSON.parse(each.data), isRich: true }))', []],
])('%s', async (_what, answer, rules) => {
  const code = `exports.handler = async (event) => ${answer};`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual(rules);
});
