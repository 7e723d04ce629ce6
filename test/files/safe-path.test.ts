import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeName, DEFAULT_LIMITS, linkTarget, safePath } from '../../src/files/index.js';

describe('safePath', () => {
  it.each([
    ['a', 'a'],
    ['a/b/c.js', 'a/b/c.js'],
    ['./a', 'a'],
    ['a//b', 'a/b'],
    ['a/./b/.', 'a/b'],
    ['a/', 'a'],
    ['./', ''],
    ['...', '...'],
    ['..a/b..', '..a/b..'],
    ['.hidden', '.hidden'],
    ['a.', 'a.'],
    ['back\\slash', 'back\\slash'],
    ['ab:c', 'ab:c'],
    ['__proto__/x', '__proto__/x'],
    ['node_modules/@scope/x', 'node_modules/@scope/x'],
  ])('%j is %j', (name, path) => {
    expect(safePath(name, DEFAULT_LIMITS)).toEqual({ path });
  });

  it.each([
    '',
    '/',
    '/a',
    '//server/share',
    '..',
    '../a',
    'a/..',
    'a/../b',
    'a/../../b',
    'a\\..\\b',
    '..\\a',
    'a/..\\..\\b',
    '\\a',
    '\\\\server\\share',
    '\\\\?\\C:\\a',
    'C:',
    'c:a',
    'C:\\a',
    'C:/a',
    './C:a',
    './/\\a',
    'a\0',
    '\0',
  ])('%j is unsafe', (name) => {
    expect(safePath(name, DEFAULT_LIMITS)).toMatchObject({ code: 'unsafe-path' });
  });

  it.each([
    ['longer than it may be', 'é'.repeat(2049)],
    ['deeper than it may be', 'a/'.repeat(256) + 'a'],
    ['10,000 folders deep', 'a/'.repeat(10_000)],
  ])('a name %s is too large', (_, name) => {
    expect(safePath(name, DEFAULT_LIMITS)).toMatchObject({ code: 'too-large' });
  });

  it('takes names as long and as deep as they may be', () => {
    expect(safePath('é'.repeat(2048), DEFAULT_LIMITS).path).toBeDefined();
    expect(safePath('a/'.repeat(255) + 'a', DEFAULT_LIMITS).path).toBeDefined();
  });

  it.each(['C:a', '\\a', 'a\\..\\b'])('takes %j as it is when it is a name of this machine', (name) => {
    expect(safePath(name, DEFAULT_LIMITS, true)).toEqual({ path: name });
  });

  it('gives no path that leads anywhere, for any name', () => {
    const names = fc.array(fc.constantFrom('.', '..', '/', '\\', 'a', 'C:', '\0', 'é', '//'), {
      maxLength: 12,
    });
    const property = fc.property(names, (pieces) => {
      const { path } = safePath(pieces.join(''), DEFAULT_LIMITS);
      const segments = path?.split(/[/\\]/) ?? [];
      expect(segments).not.toContain('..');
      expect(path?.startsWith('/') || path?.includes('//') || path?.includes('\0')).toBeFalsy();
      expect(path === '' ? '' : path && safePath(path, DEFAULT_LIMITS).path).toBe(path);
    });
    fc.assert(property, { numRuns: 2000 });
  });
});

describe('decodeName', () => {
  it('keeps different bytes different', () => {
    const names = Array.from({ length: 256 }, (_, byte) => decodeName(Uint8Array.of(byte, 0xff)));
    expect(new Set(names).size).toBe(256);
  });

  it('takes UTF-8 unchanged, byte order mark included', () => {
    expect(decodeName(Buffer.from('\ufeffé漢'))).toBe('\ufeffé漢');
  });
});

describe('linkTarget', () => {
  it.each([
    ['a/l', 'b', 'a/b'],
    ['a/l', './b/', 'a/b'],
    ['a/l', '../b', 'b'],
    ['a/l', '..', ''],
    ['l', '.', ''],
    ['l', 'a/../b', 'b'],
    ['l', '../b', undefined],
    ['a/l', '../../b', undefined],
    ['l', '/b', undefined],
    ['l', '', undefined],
    ['l', 'C:/b', undefined],
    ['l', '\\\\server\\b', undefined],
    ['l', 'a\0', undefined],
  ])('of %j to %j is %j', (from, target, expected) => {
    expect(linkTarget(from, target, false)).toBe(expected);
  });

  it.each([
    ['usr/l', '/lib/x', 'lib/x'],
    ['usr/l', '/', ''],
    ['l', '../../../x', 'x'],
  ])('of %j to %j is %j in a whole file system', (from, target, expected) => {
    expect(linkTarget(from, target, true)).toBe(expected);
  });
});
