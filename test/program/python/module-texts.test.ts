import { expect, test } from 'vitest';
import { foldersOfPth, readModuleText } from '../../../src/program/python/module-texts.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const isKnown = (name: string): boolean => name.startsWith('known');

test('names in native code count if modules have them', () => {
  const text = readModuleText('a.so', bytes('\u007fELF\0known.sub\0other\0known\0known'), isKnown);
  expect(text).toEqual({ kind: 'binary', names: new Set(['known.sub', 'known']) });
});

test('of a .pth file the lines that Python runs are code, the others are folders', () => {
  const content = '# c\nimport a\nimporter\n../lib\n';
  const text = readModuleText('x.pth', bytes(content), isKnown);
  expect(text).toMatchObject({ kind: 'source', imports: { imports: [{ parts: ['a'] }] } });
  expect(foldersOfPth(content)).toEqual(['importer', '../lib']);
});

test('what cannot be read is not taken for code without imports', () => {
  expect(readModuleText('a.py', null, isKnown)).toEqual({ kind: 'unread' });
});
