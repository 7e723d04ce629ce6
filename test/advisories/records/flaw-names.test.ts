import { expect, it } from 'vitest';
import { describeFlaw, flawOf } from '../../../src/advisories/records/flaw-names.js';

it.each([
  [['CWE-79'], 'CWE-79'],
  [['CWE-20', 'CWE-1321'], 'CWE-1321'],
  [['CWE-20', 'CWE-999999'], 'CWE-20'],
  [['CWE-999999'], null],
  [[], null],
])('of %j the narrow one that has a description: %s', (cwes, flaw) => {
  expect(flawOf(cwes)).toBe(flaw);
});

it('describes a weakness in words of our own', () => {
  expect(describeFlaw('CWE-1321')).toBe('Prototype pollution');
  expect(describeFlaw('CWE-999999')).toBeNull();
  expect(describeFlaw(null)).toBeNull();
});
