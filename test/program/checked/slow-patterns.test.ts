import { expect, test } from 'vitest';
import { isExponential } from '../../../src/program/checked/slow-patterns.js';

test.each([
  '^(a+)+$',
  '^(a*)*$',
  '(a|a)*b',
  '^([a-z]+\\s?)+$',
  '^(\\w+\\.?)*@x$',
  '^(a|ab|b)*$',
  '^(?:a{1,3})*$',
  '^(?<name>x+)+!',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
])('%s doubles its time', (source) => {
  expect(isExponential(source)).toBe(true);
});

test.each([
  '(a+)+',
  '^[a-z]+$',
  '^(a|b)*$',
  '^([a-z]+,)*[a-z]+$',
  '^\\w+([.-]?\\w)*$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^[^@]+@[^@]+$',
  '^(?:[a-z0-9]+-)*[a-z0-9]+$',
  '^\\s*(.*?)\\s*$',
  '^(?=a)(a+)+$',
])('%s does not, or is not judged', (source) => {
  expect(isExponential(source)).toBe(false);
});

test('where the whole text must fit, a repetition at the end can fail', () => {
  expect(isExponential('(a+)+', true)).toBe(true);
  expect(isExponential('[a-z]+', true)).toBe(false);
});

test('a long or nested pattern is not judged, and takes no time', () => {
  expect(isExponential(`^${'(a+)+'.repeat(100)}$`)).toBe(false);
  expect(isExponential(`^${'('.repeat(100)}a${')+'.repeat(100)}$`)).toBe(true);
  expect(isExponential(`^${'(a?b?){0,9}'.repeat(30)}$`)).toBe(false);
});
