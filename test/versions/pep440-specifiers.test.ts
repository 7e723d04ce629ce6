import { expect, test } from 'vitest';
import { pep440 } from '../../src/versions/pep440.js';
import { readSpecifiers } from '../../src/versions/pep440-specifiers.js';

test.each([
  ['>=1.2,<2', '1.2', true],
  ['>=1.2,<2', '2.0rc1', false],
  ['>=1.2 , < 2', '1.9.post1', true],
  ['>1.0', '1.0.post1', false],
  ['>1.0', '1.0+local', false],
  ['>1.0', '1.0.1a1', true],
  ['>1.0.post1', '1.0.post2', true],
  ['>1.0rc1', '1.0', true],
  ['<1.0', '1.0.dev1', false],
  ['<1.0rc2', '1.0rc1', true],
  ['<1.0.post2', '1.0.post1', true],
  ['<=1.0', '1.0+local', true],
  ['==1.0', '1.0.0+local', true],
  ['==1.0+local', '1.0', false],
  ['==1.1.*', '1.1.9a1', true],
  ['==1.1.*', '1.10', false],
  ['==1.0.*', '1', true],
  ['!=1.1.*', '1.2', true],
  ['~=2.2.1', '2.2.9', true],
  ['~=2.2.1', '2.3', false],
  ['~=2.2', '2.9', true],
  ['===1.0', '1.0.0', false],
  ['===2004d', '1.0', false],
  ['>=1', 'next', null],
] as const)('%s holds %s: %s', async (range, version, expected) => {
  expect((await pep440.readRange(range))?.(version)).toBe(expected);
});

test.each([
  '1.2.3',
  'v1.2',
  '',
  ',',
  '>=',
  '~=1',
  '>=1.*',
  '>=1.0+local',
  '^1.2',
  '>=1,nonsense',
  '>1'.repeat(300),
])('%j is no range', async (text) => expect(await pep440.readRange(text)).toBeNull());

test('a range of more clauses than people write is none', () => {
  expect(readSpecifiers(Array(101).fill('>=1').join())).toBeNull();
});
