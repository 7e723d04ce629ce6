import { expect, test } from 'vitest';
import { clearedBy, rulesByCheck } from '../../../src/analysis/texts/rules-by-check.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const rules = rulesByCheck(SHIPPED_FLOWS.rules);

test('a value out of a list does no harm anywhere', () => {
  expect(clearedBy('value', rules)).toBeNull();
});

test('an address may be that of any server, and nothing else', () => {
  const cleared = clearedBy('address', rules);
  expect(cleared).toContain('flows/command');
  expect(cleared).not.toContain('flows/request');
});

test('a beginning alone leaves paths, a folder does not', () => {
  expect(clearedBy('prefix', rules)).not.toContain('flows/path');
  expect(clearedBy('folder', rules)).toContain('flows/path');
});

test('rules whose signs are missing do not apply', () => {
  expect(clearedBy('lacks:\n', rules)).toEqual(expect.arrayContaining(['flows/header', 'flows/log']));
  expect(clearedBy('lacks:*', rules)).not.toContain('flows/pattern');
  expect(clearedBy('lacks:*(', rules)).toContain('flows/pattern');
});
