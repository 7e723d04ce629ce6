import { expect, it } from 'vitest';
import { maven } from '../../src/versions/maven.js';
import { readMavenRange } from '../../src/versions/maven-range.js';

const read = (text: string) => readMavenRange(text, (a, b) => maven.compare(a, b));

it.each([
  ['[1.0,2.0]', '2.0', true],
  ['[1.0,2.0)', '2.0', false],
  ['(1.0,2.0)', '1.0', false],
  ['(1.0,2.0)', '1.0.1', true],
  ['(,1.0]', '0.1', true],
  ['[1.5,)', '99', true],
  ['[1.5,)', '1.4', false],
  ['[1.2]', '1.2.0', true],
  ['[1.2]', '1.2.1', false],
  ['(,1.0],[1.2,)', '1.1', false],
  ['(,1.0], [1.2,)', '1.3', true],
])('%s holds %s: %s', (range, version, expected) => expect(read(range)?.(version)).toBe(expected));

it('does not know what is no version', () => expect(read('[1,2]')?.('?')).toBeNull());

it.each([
  '1.0',
  '',
  '(1.0)',
  '[1.0',
  '[1,2,3]',
  '[ ,',
  '[]',
  '>=1',
  `[${'1'.repeat(5000)}]`,
  '['.repeat(1000),
])('%j is no range', (text) => expect(read(text)).toBeNull());
