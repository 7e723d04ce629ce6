import { expect, test } from 'vitest';
import { readInstalledFiles, readRecord } from '../../../src/ecosystems/pypi/record.js';

const files = new Set([
  'lib/a/x.py',
  'lib/a,b.py',
  'lib/a"b.py',
  'lib/bin/tool',
  'bin/tool',
  'handler.py',
  'etc/a.conf',
  'lib/m.py',
  '__proto__',
]);
const place = { site: 'lib', hasFile: (path: string): boolean => files.has(path) };

test.each([
  ['a/x.py,sha256=abc,12', ['lib/a/x.py']],
  ['"a,b.py",,', ['lib/a,b.py']],
  ['"a""b.py",sha256=x,1', ['lib/a"b.py']],
  ['../bin/tool,,', ['bin/tool']],
  ['../../../bin/tool,,', ['lib/bin/tool']],
  ['a-1.0.data/purelib/m.py,,', ['lib/m.py']],
  ['../handler.py,,', []],
  ['../../../../etc/passwd,,', []],
  ['/lib/a/x.py,,', []],
  ['C:\\lib\\x.py,,', []],
  ['a/gone.py,,', []],
  ['no comma', []],
  ['', []],
])('%s is %j', (line, expected) => expect([...readRecord(line, place).keys()]).toEqual(expected));

test('hash and size are kept, and no hash is none', () => {
  expect([...readRecord('a/x.py,sha256=abc,12\r\nm.py,,\r\n', place)]).toEqual([
    ['lib/a/x.py', { hash: 'sha256=abc', size: 12 }],
    ['lib/m.py', { hash: null, size: null }],
  ]);
});

test('paths of old lists begin at the folder of metadata', () => {
  const text = '../a/x.py\nPKG-INFO\n../../handler.py\n../../../../x\n';
  expect([...readInstalledFiles(text, 'lib/a.egg-info', place).keys()]).toEqual(['lib/a/x.py']);
});
