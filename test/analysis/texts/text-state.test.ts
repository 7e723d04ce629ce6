import { expect, test } from 'vitest';
import {
  behindText,
  decodedText,
  isState,
  joinedText,
  normalPath,
  TEXT_STATE,
  unbegun,
  withState,
} from '../../../src/analysis/texts/text-state.js';

const { begins, down, header, line, normal, rooted, unrooted } = TEXT_STATE;
const FOLDER = ['flows/path'];
const NONE: ReadonlySet<string> = new Set();

const left = (states: ReadonlySet<string>): boolean => !states.has('flows/path');

test('a path that only begins with a folder may lead out of it', () => {
  expect(left(withState(NONE, [begins], FOLDER))).toBe(true);
});

test.each([
  ['is resolved before', normalPath(NONE, true)],
  ['is normalised before', normalPath(NONE, false)],
  ['holds no `..`', new Set([down])],
])('a path that begins with a folder stays below it if it %s', (_what, before) => {
  expect(left(withState(before, [begins], FOLDER))).toBe(false);
});

test('what was checked before a path is resolved says nothing', () => {
  expect(left(withState(normalPath(new Set([begins]), false), [], FOLDER))).toBe(true);
});

test('a path without `..` stays below a folder before it, unless it may begin at the root', () => {
  expect(left(behindText(new Set([down]), '/data/', FOLDER))).toBe(false);
  expect(left(unbegun(new Set([down])))).toBe(true);
  expect(left(withState(new Set([down]), [unrooted], FOLDER))).toBe(false);
});

test('decoding brings `..` back', () => {
  expect(left(behindText(decodedText(new Set([down])), '/data/', FOLDER))).toBe(true);
});

test('a path that is normalised behind a slash has no `..`', () => {
  const behind = behindText(NONE, '/', FOLDER);
  expect(behind.has(rooted)).toBe(true);
  expect(normalPath(behind, false).has(down)).toBe(true);
  expect(normalPath(NONE, false).has(down)).toBe(false);
  expect(normalPath(NONE, false).has(normal)).toBe(true);
});

test.each([
  ['Subject: ', true],
  ['To: a@example.invalid\nReply-To: "', true],
  ['From: a\r\nX-Ticket: \0-', true],
  ['Subject: a\r\n\r\nHello ', false],
  ['Name: ', false],
  ['\0: ', true],
  ['\0 is \0: ', false],
  ['', false],
])('data behind %j stands in the line of a header: %s', (before, isHeader) => {
  expect(behindText(NONE, before, FOLDER).has(header)).toBe(isHeader);
});

test('a body that is put behind a head stands in no header, whatever it holds', () => {
  expect(behindText(new Set([header]), 'Subject: a\n\n', FOLDER).has(header)).toBe(false);
});

test('a state is no rule', () => {
  expect(Object.values(TEXT_STATE).every(isState)).toBe(true);
  expect(isState('flows/path')).toBe(false);
});

test.each([
  ['an end of a line', ['login ', '\n'], true],
  ['an end of a line as Python writes it', ['login \0\\n'], true],
  ['no end of a line', ['login ', ' '], false],
])('a part of a text with %s', (_what, texts, is) => {
  expect(joinedText(texts)(NONE).has(line)).toBe(is);
});
