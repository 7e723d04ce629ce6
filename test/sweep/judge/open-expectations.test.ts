import { expect, test } from 'vitest';
import { openExpectations } from '../../../src/sweep/judge/open-expectations.js';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:pay-api';
const PAY = { arn: ARN, account: '123456789012', region: 'eu-west-1', name: 'pay-api' };

function opened(...patterns: readonly string[]) {
  const entries = patterns.map((functions, at) => ({ functions, line: at + 2, builds: [], sboms: [] }));
  return openExpectations({ source: 'e.yaml', entries });
}

test.each([
  [[ARN], ARN],
  [['123456789012/eu-west-1/pay-api'], '123456789012/eu-west-1/pay-api'],
  [['123456789012/*/pay-*'], '123456789012/*/pay-*'],
  [['*/us-east-1/*', '**'], '**'],
  [['pay-?pi'], 'pay-?pi'],
  [['pay-*', '*', 'pay-api'], 'pay-api'],
  [['pay', 'api', '210987654321/*/*'], null],
])('of %j it is %j', (patterns, found) => {
  expect(opened(...patterns).of(PAY)?.functions ?? null).toBe(found);
});

test('functions that are not there, and those that nothing is expected of, are reported and hide nothing', () => {
  const expectations = opened('pay-*', 'gone');
  expectations.of(PAY);
  expectations.of({ ...PAY, arn: `${ARN}2`, name: 'other' });
  const notes = expectations.notes(0);
  expect(notes.map(({ path, message }) => [path, message])).toEqual([
    ['e.yaml:3', 'gone names no existing function.'],
    ['e.yaml', 'The file of --expect does not cover 1 function: 123456789012/eu-west-1/other.'],
  ]);
  expect(notes.every(({ affectsCompleteness }) => !affectsCompleteness)).toBe(true);
});

test('without a file only findings of an earlier file are reported', () => {
  const expectations = openExpectations(null);
  expect(expectations.of(PAY)).toBeNull();
  expect(expectations.notes(0)).toEqual([]);
  expect(expectations.notes(2)[0]?.message).toContain('2 findings came from expectations that are gone');
});

test('components that are of no ecosystem that is looked for are reported', () => {
  const component = { ecosystem: 'Hex', name: 'a', version: '1', isOptional: false, isPublic: false };
  const sbom = { format: 'SPDX' as const, components: [component], unidentified: 0 };
  const entry = { functions: '*', line: 2, builds: [], sboms: [{ source: 'bom.json', sbom }] };
  const expectations = openExpectations({ source: 'e.yaml', entries: [entry] });
  expectations.of(PAY);
  expect(expectations.notes(0)).toMatchObject([{ path: 'bom.json', code: 'unsupported' }]);
});
