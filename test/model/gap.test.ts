import { expect, test } from 'vitest';
import { gapIdentity, gapKey, gapWords, type Gap } from '../../src/model/index.js';

const GAP: Gap = {
  code: 'unsupported',
  artifact: 'fn-1.zip',
  path: 'python',
  message: 'Holds Python code (3 files, 1200 bytes).',
};

test.each<[string, Partial<Gap>, string]>([
  ['in an artifact', {}, 'fn-1.zip: python: Holds Python code (3 files, 1200 bytes).'],
  ['of all of it', { path: '' }, 'fn-1.zip: Holds Python code (3 files, 1200 bytes).'],
  ['of a run', { artifact: null, path: '', message: 'Old.' }, 'Old.'],
])('message of a gap %s', (_, fields, words) => {
  expect(gapWords({ ...GAP, ...fields })).toBe(words);
});

const LAYER = 'arn:aws:lambda:eu-west-1:111122223333:layer:vendor';

test.each<[string, [Partial<Gap>, Partial<Gap>], boolean]>([
  ['other counts', [{}, { message: 'Holds Python code (4 files, 9 bytes).' }], true],
  ['another build', [{}, { artifact: 'fn-2.zip' }], true],
  ['another version of a layer', [{ path: `${LAYER}:7` }, { path: `${LAYER}:8` }], true],
  ['another layer', [{ path: `${LAYER}:7` }, { path: `${LAYER}-two:7` }], false],
  ['another file', [{}, { path: 'python2' }], false],
  ['another kind', [{}, { code: 'encrypted' }], false],
  ['another sentence', [{}, { message: 'Holds Java code (3 files, 1200 bytes).' }], false],
])('%s', (_, [one, other], isSame) => {
  const [a, b] = [
    { ...GAP, ...one },
    { ...GAP, ...other },
  ];
  expect(gapIdentity(a) === gapIdentity(b)).toBe(isSame);
  expect(gapKey(a)).not.toBe(gapKey(b));
});
