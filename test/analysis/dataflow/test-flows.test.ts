import { expect, test } from 'vitest';
import { testFlows } from '../../../src/analysis/dataflow/test-flows.js';
import { isFlowRule } from '../../../src/signatures/index.js';
import { LOADED_SIGNATURES, SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const rules = LOADED_SIGNATURES.flows.filter(isFlowRule);

test('the files of rules about data can be read', () => {
  expect(LOADED_SIGNATURES.errors).toEqual([]);
  expect(rules.length).toBeGreaterThan(10);
});

test.each(rules.map((file) => [file.id, file] as const))(
  '%s finds its bad examples and no good one',
  async (_id, file) => {
    expect(await testFlows([file], SHIPPED_FLOWS)).toEqual([]);
  },
);

test('an example with the wrong result is named', async () => {
  const files = { 'index.js': 'exports.handler = async (event) => eval(event.body);' };
  const [good, bad] = [
    { why: 'is found', files },
    { why: 'is clean', files: { 'index.js': '1' } },
  ];
  const failures = await testFlows(
    [{ id: 'flows/code', examples: { bad: [bad], good: [good] } }],
    SHIPPED_FLOWS,
  );
  expect(failures).toEqual([
    { rule: 'flows/code', kind: 'bad', why: 'is clean' },
    { rule: 'flows/code', kind: 'good', why: 'is found' },
  ]);
});
