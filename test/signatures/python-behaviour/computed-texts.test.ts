import { expect, it } from 'vitest';
import type { PythonValue } from '../../../src/program/index.js';
import { decodedTexts, partOf } from '../../../src/signatures/python-behaviour/computed-texts.js';

const text = (value: string): PythonValue => ({ kind: 'text', key: `text:${value}`, text: value });
const given = (...texts: string[]) => ({ positional: texts.map((each) => [text(each)]), named: new Map() });

it('turns a text around where code does', () => {
  expect(partOf('metsys', 'x[::-1]')).toMatchObject([{ text: 'system' }]);
  expect(partOf('metsys', 'x[ : : -1 ]')).toMatchObject([{ text: 'system' }]);
  expect(partOf('metsys', 'x[1:]')).toEqual([]);
});

it('decodes constant texts', () => {
  const decoded = (module: string, path: string[], ...texts: string[]) =>
    decodedTexts({ module, path }, given(...texts));
  expect(decoded('base64', ['b64decode'], 'c3lzdGVt')).toMatchObject([{ text: 'system' }]);
  expect(decoded('builtins', ['bytes', 'fromhex'], '6f73')).toMatchObject([{ text: 'os' }]);
  expect(decoded('codecs', ['decode'], 'flfgrz', 'rot13')).toMatchObject([{ text: 'system' }]);
  // Bytes that are no text, texts that no name is as long as, and other functions.
  expect(decoded('base64', ['b64decode'], 'AAECAw==')).toEqual([]);
  expect(decoded('base64', ['b64decode'], 'YWFh'.repeat(1_000))).toEqual([]);
  expect(decoded('json', ['loads'], 'c3lzdGVt')).toEqual([]);
});
