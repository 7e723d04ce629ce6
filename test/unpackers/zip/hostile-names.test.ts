import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answerOf, expectedAnswer, good, GOOD, type HostileArchive } from '../../support/hostile-archive.js';
import { buildZip, littleEndian } from '../../support/zip-builder.js';

/** Info-ZIP's Unicode path field: the checksum of the name it was made for, and the better name. */
function unicodePath(rawName: string | Uint8Array, name: string): Buffer {
  const better = Buffer.from(name);
  return Buffer.concat([
    littleEndian([0x7075, 2], [5 + better.length, 2], [1, 1], [crc32(Buffer.from(rawName as string)), 4]),
    better,
  ]);
}

/** Latin-1's é, which code page 437 reads as a theta. */
const OLD_NAME = Buffer.from([0xe9, 0x2e, 0x6a, 0x73]);

const names: Readonly<Record<string, HostileArchive>> = {
  'a name that leads out': {
    zip: buildZip([{ name: '../evil.js' }, good]),
    problems: ['!unsafe-path ../evil.js'],
  },
  'a name that leads out after going in': {
    zip: buildZip([{ name: 'a/../../evil.js' }, good]),
    problems: ['!unsafe-path a/../../evil.js'],
  },
  'an absolute name': {
    zip: buildZip([{ name: '/etc/cron.d/x' }, good]),
    problems: ['!unsafe-path /etc/cron.d/x'],
  },
  'a Unicode path that only the local header has': {
    zip: buildZip([
      { name: 'good.js', content: 'good', local: { extra: unicodePath('good.js', 'index.js') } },
    ]),
    problems: ['!malformed good.js'],
  },
  'a Unicode path of the local header that is the name': {
    zip: buildZip([
      { name: 'good.js', content: 'good', local: { extra: unicodePath('good.js', 'good.js') } },
    ]),
    problems: [],
  },
  'a drive letter': { zip: buildZip([{ name: 'C:/x.js' }, good]), problems: ['!unsafe-path C:/x.js'] },
  'a name relative to a drive': {
    zip: buildZip([{ name: 'c:x.js' }, good]),
    problems: ['!unsafe-path c:x.js'],
  },
  'a UNC path': {
    zip: buildZip([{ name: '\\\\host\\x.js' }, good]),
    problems: ['!unsafe-path \\\\host\\x.js'],
  },
  'a UNC path by a Windows writer': {
    zip: buildZip([{ name: '\\\\host\\x.js', host: 0 }, good]),
    problems: ['!unsafe-path //host/x.js'],
  },
  'a name that leads out on Windows only': {
    zip: buildZip([{ name: '..\\evil.js' }, good]),
    problems: ['!unsafe-path ..\\evil.js'],
  },
  'a NUL in a name': { zip: buildZip([{ name: 'a\0.js' }, good]), problems: ['!unsafe-path a\0.js'] },
  'an empty name': { zip: buildZip([{ name: '' }, good]), problems: ['!unsafe-path'] },
  'a name that is only dots': { zip: buildZip([{ name: './.' }, good]), problems: ['!unsafe-path ./.'] },
  'a path of 10,000 folders': {
    zip: buildZip([{ name: 'd/'.repeat(10_000) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(10_000)}x`],
  },
  'a path of 300 folders': {
    zip: buildZip([{ name: 'd/'.repeat(300) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(300)}x`],
  },
  'names that differ by case': {
    zip: buildZip([good, { name: 'GOOD.js', content: 'other' }]),
    problems: ['unsafe-path GOOD.js'],
    files: { 'GOOD.js': 'other', ...GOOD },
  },
  'a file in place of a folder': {
    zip: buildZip([
      { name: 'a', content: 'file' },
      { name: 'a/b', content: 'below' },
    ]),
    problems: ['malformed a'],
    files: { a: 'file', 'a/b': 'below' },
  },
  'a name twice with the same content': { zip: buildZip([good, good]), problems: ['malformed good.js'] },
  'a name twice with other content': {
    zip: buildZip([{ name: 'good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'a name twice, spelt otherwise': {
    zip: buildZip([{ name: './/good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'a plain name with a second one in an extra field': {
    zip: buildZip([{ ...good, central: { extra: unicodePath('good.js', 'evil.js') } }]),
    problems: ['!malformed good.js'],
  },
  'a name in an old code page with its Unicode form': {
    zip: buildZip([{ name: OLD_NAME, content: 'x', central: { extra: unicodePath(OLD_NAME, 'é.js') } }]),
    problems: [],
    files: { 'é.js': 'x' },
  },
  'a Unicode form that was made for another name': {
    zip: buildZip([{ name: OLD_NAME, content: 'x', central: { extra: unicodePath('other', 'evil.js') } }]),
    problems: [],
    files: { 'Θ.js': 'x' },
  },
  'terminal escapes and bidi characters': {
    zip: buildZip([{ name: '\u001b[2J\u202e.js', content: 'x' }]),
    problems: [],
    files: { '\u001b[2J\u202e.js': 'x' },
  },
  'names of object internals': {
    zip: buildZip([
      { name: '__proto__', content: 'p' },
      { name: 'constructor', content: 'c' },
    ]),
    problems: [],
    files: Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]),
  },
};

describe('hostile names', () => {
  it.each(Object.entries(names))('%s', async (_, archive) => {
    expect(await answerOf(archive)).toEqual(expectedAnswer(archive));
  });
});
