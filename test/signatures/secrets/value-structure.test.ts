import { describe, expect, it } from 'vitest';
import { hasStructure, plainValue } from '../../../src/signatures/secrets/value-structure.js';

// Cut, so that this file holds nothing that looks like a token.
const PUBLISHED = ['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join('_');
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('structures of values', () => {
  it('the checksum of a token of GitHub', () => {
    expect(hasStructure(PUBLISHED, 'crc32-base62')).toBe(true);
    expect(hasStructure(PUBLISHED.replace('A9', 'A8'), 'crc32-base62')).toBe(false);
  });

  it.each([
    ['signed', { alg: 'HS256' }, { sub: 'a' }, true],
    ['unsigned', { alg: 'none' }, { sub: 'a' }, false],
    ['for the public', { alg: 'HS256' }, { role: 'anon' }, false],
    ['without an algorithm', { typ: 'JWT' }, { sub: 'a' }, false],
  ])('a token that is %s', (...[, head, payload, expected]) => {
    expect(hasStructure(`${part(head)}.${part(payload)}.c2lnbmF0dXJl`, 'jwt')).toBe(expected);
  });

  it.each([
    ['a number', Buffer.from('123456789012345678').toString('base64url'), true],
    ['no number', Buffer.from('no number at all').toString('base64url'), false],
  ])('a token of Discord begins with %s', (_, first, expected) => {
    expect(hasStructure(`${first}.abcdef.${'x'.repeat(27)}`, 'snowflake')).toBe(expected);
  });

  it('a login is a user and a password in base64', () => {
    expect(hasStructure(Buffer.from('ci:password').toString('base64'), 'user-password')).toBe(true);
    expect(hasStructure('bm8gbG9naW4gYXQgYWxs', 'user-password')).toBe(false);
  });

  it('a private key is the same on one line and on many', () => {
    const lines = ['MIIE'.padEnd(64, 'a'), 'b'.repeat(64)];
    const one = plainValue(lines.join('\n'), 'private-key');
    expect(plainValue(lines.join(String.raw`\n`), 'private-key')).toBe(one);
    expect(plainValue(`\n${lines.join(`" +\n"`)}\n`, 'private-key')).toBe(one);
    expect(hasStructure(one, 'private-key')).toBe(true);
    expect(hasStructure('not a key '.repeat(9), 'private-key')).toBe(false);
  });
});
