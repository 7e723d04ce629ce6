import { expect, test } from 'vitest';
import { parseRequirement } from '../../../src/ecosystems/pypi/requirement.js';

const PLAIN = { extras: [], specifier: '', url: null, marker: null };

test.each([
  ['requests', { ...PLAIN, name: 'requests' }],
  ['Requests >= 2.0 , < 3', { ...PLAIN, name: 'Requests', specifier: '>= 2.0 , < 3' }],
  ['urllib3 (<1.25,>=1.21.1)', { ...PLAIN, name: 'urllib3', specifier: '<1.25,>=1.21.1' }],
  [
    "PySocks!=1.5.7,>=1.5.6; extra == 'socks'",
    { ...PLAIN, name: 'PySocks', specifier: '!=1.5.7,>=1.5.6', marker: "extra == 'socks'" },
  ],
  [
    'requests[Socks, use_chardet]>=2',
    { ...PLAIN, name: 'requests', extras: ['socks', 'use-chardet'], specifier: '>=2' },
  ],
  ['a[]', { ...PLAIN, name: 'a' }],
  [
    'pip @ https://example.invalid/pip.zip;x#sha1=da39 ; python_version<"3"',
    {
      ...PLAIN,
      name: 'pip',
      url: 'https://example.invalid/pip.zip;x#sha1=da39',
      marker: 'python_version<"3"',
    },
  ],
  ['__proto__', null],
  ['', null],
  ['-r other.txt', null],
  ['./folder', null],
  ['a b', null],
  ['a[b', null],
])('%j is %j', (text, expected) => expect(parseRequirement(text)).toEqual(expected));

test('a requirement of more characters than people write is none', () => {
  expect(parseRequirement(`a${'[x]'.repeat(10_000)}`)).toBeNull();
});
