import { expect, it } from 'vitest';
import { maskValues } from '../../../src/signatures/secrets/mask-values.js';
import { findingOf } from '../../support/model-builders.js';

function shown(detail: string, values: readonly string[]): string | null | undefined {
  const finding = findingOf({ evidence: [{ path: 'a.js', line: 1, detail }] });
  return maskValues([finding], values)[0]?.evidence[0]?.detail;
}

const VALUE = 'q8zk2vlm4xtz9wrb';

const CASES: readonly (readonly [
  name: string,
  detail: string,
  values: readonly string[],
  expected: string,
])[] = [
  ['a value', `exec("curl -u me:${VALUE} x")`, [VALUE], 'exec("curl -u me:<secret> x")'],
  ['each of its places', `${VALUE},${VALUE}`, [VALUE], '<secret>,<secret>'],
  ['a value that the end of the excerpt cuts', `a ${VALUE.slice(0, 10)}…`, [VALUE], 'a <secret>…'],
  ['a value that its start cuts', `${VALUE.slice(6)} b`, [VALUE], '<secret> b'],
  ['a short value', 'p=ab12; c', ['ab12'], 'p=<secret>; c'],
  ['several values', `${VALUE} and Wz7-kqLp29x`, [VALUE, 'Wz7-kqLp29x'], '<secret> and <secret>'],
  ['nothing but values', `a ${VALUE.slice(0, 7)} b`, [VALUE, ''], `a ${VALUE.slice(0, 7)} b`],
  ['no name that code has', '__proto__ constructor', [VALUE], '__proto__ constructor'],
];

it.each(CASES)('masks %s', (...[, detail, values, expected]) => {
  expect(shown(detail, values)).toBe(expected);
});

it('leaves findings as they are without values', () => {
  const findings = [findingOf()];
  expect(maskValues(findings, [])).toBe(findings);
});
