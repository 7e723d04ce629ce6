import { expect, test } from 'vitest';
import { readSimplePage } from '../../src/published/simple-page.js';

const BASE = new URL('https://index.example.invalid/simple/a/');
const HASH = 'a'.repeat(64);
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

test.each([
  [
    'a relative address',
    `<a href="../../files/a-1.whl#sha256=${HASH}">a-1.whl</a>`,
    [['a-1.whl', 'https://index.example.invalid/files/a-1.whl', HASH]],
  ],
  [
    'entities and single quotes',
    `<A data-x="&gt;=3" href='https://f.example.invalid/a-1.whl?x=1&amp;y=2#sha256=${HASH}'>a-1.whl</A>`,
    [['a-1.whl', 'https://f.example.invalid/a-1.whl?x=1&y=2', HASH]],
  ],
  [
    'a weak hash',
    '<a href="a-1.whl#md5=00">a-1.whl</a>',
    [['a-1.whl', 'https://index.example.invalid/simple/a/a-1.whl', null]],
  ],
  ['no web address', '<a href="javascript:1">a-1.whl</a><a href="file:///etc/passwd">x</a>', []],
  [
    'a hash among other fields',
    `<a href="a-1.whl#egg=a&sha256=${HASH}">a-1.whl</a>`,
    [['a-1.whl', 'https://index.example.invalid/simple/a/a-1.whl', HASH]],
  ],
  ['no link', '<p>a</p>', []],
  ['an address that is no link', '<a data-href="a-1.whl">a-1.whl</a><abbr href="b">b</abbr>', []],
  ['a link that never ends', '<a href="a-1.whl"', []],
])('HTML: %s', (_case, text, expected) => {
  expect(
    readSimplePage(text, 'text/html; charset=utf-8', BASE).map(({ name, url, sha256 }) => [
      name,
      url,
      sha256,
    ]),
  ).toEqual(expected);
});

test('JSON', () => {
  const files = [
    { filename: 'a-1.whl', url: 'a-1.whl', hashes: { sha256: HASH.toUpperCase() } },
    { filename: 'a-2.whl', url: 'https://f.example.invalid/a-2.whl', hashes: {} },
    { filename: 'a-3.whl', url: 'ftp://f.example.invalid/a-3.whl', hashes: {} },
  ];
  expect(readSimplePage(JSON.stringify({ files }), JSON_TYPE, BASE)).toEqual([
    { name: 'a-1.whl', url: 'https://index.example.invalid/simple/a/a-1.whl', sha256: HASH },
    { name: 'a-2.whl', url: 'https://f.example.invalid/a-2.whl', sha256: null },
  ]);
});

test.each(['{', '[]', '{"files":[{}]}'])('what is no page is an error: %s', (text) => {
  expect(() => readSimplePage(text, JSON_TYPE, BASE)).toThrow(/JSON|expected|invalid/i);
});
