import { expect, it } from 'vitest';
import { updateinfoSource } from '../../src/cli/database-option.js';

it.each([
  ['Amazon Linux:2023=a.xml', { ecosystem: 'Amazon Linux:2023', location: 'a.xml' }],
  [
    'Amazon Linux:2=https://mirror.example.invalid/a?b=c',
    { ecosystem: 'Amazon Linux:2', location: 'https://mirror.example.invalid/a?b=c' },
  ],
])('%s', (text, source) => {
  expect(updateinfoSource(text)).toEqual(source);
});

it.each([
  'a.xml',
  '=a.xml',
  'Amazon Linux:2023',
  'Amazon Linux:2023=',
  'Amazon Linux=a',
  'Debian:12=a',
  'npm=a',
])('%s names no list', (text) => {
  expect(() => updateinfoSource(text)).toThrow(/names no release/);
});
