import { expect, it } from 'vitest';
import { fingerprintInFunction, fingerprintOf } from '../../src/model/index.js';

const PARTS = { kind: 'advisory', rule: 'GHSA-1', subject: 'npm:@a/b' } as const;

it('distinguishes kinds, rules, subjects and functions, and separators in names never make two alike', () => {
  const fingerprints = [
    fingerprintOf(PARTS),
    fingerprintOf({ ...PARTS, kind: 'malware' }),
    fingerprintOf({ ...PARTS, rule: 'GHSA-1/npm' }),
    fingerprintOf({ ...PARTS, subject: 'npm:@a' }),
    fingerprintInFunction(fingerprintOf(PARTS), 'x'),
    fingerprintInFunction(fingerprintOf(PARTS), 'x/y'),
    fingerprintInFunction(fingerprintOf({ ...PARTS, subject: 'npm:@a/b/x' }), 'y'),
  ];
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});

it('names that are no valid text are no reason to fail', () => {
  expect(fingerprintOf({ ...PARTS, subject: 'path:\uD800' })).toContain('%EF%BF%BD');
});
