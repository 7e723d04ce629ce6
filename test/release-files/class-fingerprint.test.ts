import { expect, it } from 'vitest';
import { classFingerprint } from '../../src/release-files/class-fingerprint.js';
import { buildClass, type ClassParts } from '../support/java-class.js';

const PARTS: ClassParts = {
  name: 'org/lib/A',
  interfaces: ['org/lib/I', 'java/lang/Runnable'],
  calls: ['org/lib/B', 'java/lang/System'],
  texts: ['a text', 'org.lib.B', '2.15.2'],
};

const hashOf = (parts: Partial<ClassParts>): string | null | undefined =>
  classFingerprint(buildClass({ ...PARTS, ...parts }))?.hash;

const HASH = hashOf({});

it.each<[string, Partial<ClassParts>]>([
  ['the package', { name: 'acme/org/lib/A' }],
  [
    'packages of other classes',
    { interfaces: ['java/lang/Runnable', 'acme/I'], calls: ['acme/B', 'java/lang/System'] },
  ],
  ['texts that look like names', { texts: ['a text', 'acme.org.lib.B', '2.15.2'] }],
  ['the numbers of constants', { padding: 300 }],
  ['the order of methods', { isReversed: true }],
])('stays the same where builds change %s', (_, parts) => expect(hashOf(parts)).toBe(HASH));

it.each<[string, Partial<ClassParts>]>([
  ['its name', { name: 'org/lib/C' }],
  ['what it calls', { calls: ['org/lib/C', 'java/lang/System'] }],
  ['what of Java it calls', { calls: ['org/lib/B', 'java/util/System'] }],
  ['a text', { texts: ['another', 'org.lib.B', '2.15.2'] }],
  ['a version', { texts: ['a text', 'org.lib.B', '2.15.3'] }],
  ['its interfaces', { interfaces: ['org/lib/I'] }],
])('differs with %s', (_, parts) => expect(hashOf(parts)).not.toBe(HASH));

it('has the size of a fingerprint', () => expect(HASH).toMatch(/^[\da-f]{12}$/));

it('is null for what is damaged, wherever it is cut or changed', () => {
  const whole = buildClass(PARTS);
  const cut = Array.from({ length: whole.length }, (_each, length) =>
    classFingerprint(whole.subarray(0, length)),
  );
  expect(cut.every((each) => each === null || typeof each.name === 'string')).toBe(true);
  for (let at = 8; at < whole.length; at += 1) {
    const bytes = Buffer.from(whole);
    bytes[at] = 0xff;
    expect(() => classFingerprint(bytes)).not.toThrow();
  }
});

it('is null where one long text stands in many places', () => {
  const texts = Array.from({ length: 5000 }, () => 'x'.repeat(60_000));
  expect(classFingerprint(buildClass({ name: 'A', texts: texts.slice(0, 20_000) }))?.hash).toMatch(
    /^[\da-f]{12}$/,
  );
  const many = buildClass({ name: 'A', calls: Array.from({ length: 20_000 }, () => 'y'.repeat(30_000)) });
  expect(classFingerprint(many)).toBeNull();
});

it('keeps the order of members that only packages tell apart', () => {
  // Sorted by whole names, `n` would change its place with the package.
  expect(hashOf({ name: 'z/A', isReversed: true })).toBe(hashOf({ name: 'a/A' }));
});
