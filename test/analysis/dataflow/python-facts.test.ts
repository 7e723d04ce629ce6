import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { PYTHON_HANDLERS } from '../../support/python-handlers.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test('there are handlers of both kinds', () => {
  expect(PYTHON_HANDLERS.filter(({ rules }) => rules.length > 0).length).toBeGreaterThan(100);
  expect(PYTHON_HANDLERS.filter(({ rules }) => rules.length === 0).length).toBeGreaterThan(100);
});

test.each(PYTHON_HANDLERS)('$name', async ({ rules, files }) => {
  const broken = await rulesBroken(files, SHIPPED_FLOWS);
  expect(broken.filter((rule) => !rules.includes(rule))).toEqual([]);
  expect(broken.length > 0).toBe(rules.length > 0);
});
